create table p (a int not null, b int, c int not null);
create table q (a int, b int constraint qb not null);
create table child (c int) inherits (p, q);
create table grandchild () inherits (child);
