create table a (id int);
create table b (id int);
create table child (x int) inherits (b);
