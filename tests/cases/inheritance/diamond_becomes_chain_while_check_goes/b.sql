create table a (x int, y int);
create table b (z int) inherits (a);
create table c (z int) inherits (b);
create table d () inherits (c);
