create table p1 (id int, a int);
create table p2 (a int, z int);
create table c (a int, w int) inherits (p1);
insert into c values (1,2,3);
