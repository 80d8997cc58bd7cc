create table base (id int);
create table child (w int) inherits (base);
create table grandchild () inherits (child);
create view v as select * from base;
