create table a (x int, y int check (y > 0));
create table b (z int) inherits (a);
create table c (z int) inherits (a);
create table d () inherits (b, c);
insert into d values (1, 2, 3);
