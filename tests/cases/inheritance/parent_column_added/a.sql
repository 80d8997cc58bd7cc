create table base (id int);
create table child (c int) inherits (base);
create table grandchild () inherits (child);
insert into grandchild values (1, 2);
