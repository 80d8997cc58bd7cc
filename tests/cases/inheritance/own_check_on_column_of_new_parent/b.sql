create table p (id int, y int, constraint k check (id > 0), constraint l check (y > id));
create table c (b int, constraint k check (id > 0), constraint l check (y > id), check (b < 9)) inherits (p);
insert into c values (null, null, 1);
