create table a (x int);
create table c (z int) inherits (a);
create table g (w int) inherits (c);
insert into g (x, z, w) values (1, 2, 3);
insert into c (x, z) values (4, 5);
