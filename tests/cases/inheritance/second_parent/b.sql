create table a (id int);
create table b (id int, v int);
create table child (x int) inherits (a, b);
