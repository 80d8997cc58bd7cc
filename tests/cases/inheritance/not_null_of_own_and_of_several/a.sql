create table p (a int, b int not null, c int not null);
create table q (a int constraint qn not null, b int);
create table child (c int constraint "of the child" not null) inherits (p, q);
create table grandchild () inherits (child);
insert into child values (1, 2, 3);
