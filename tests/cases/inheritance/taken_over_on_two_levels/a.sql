create table a (x int);
create table c (x int, z int);
create table g (x int, w int) inherits (c);
insert into g values (1, 2, 3);
insert into c (x, z) values (4, 5);
