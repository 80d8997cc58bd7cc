create table p (id int, y int, constraint k check (id > 0), constraint l check (y > id));
create table c (b int, y int, constraint k check (id > 0), constraint l check (y > id)) inherits (p);
insert into c values (1, 2, 3);
