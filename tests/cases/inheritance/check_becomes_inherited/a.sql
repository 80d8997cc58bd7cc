create table p (id int, constraint k check (id > 0));
create table c (b int, constraint k check (id > 0)) inherits (p);
insert into c values (1,2);
