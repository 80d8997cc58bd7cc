create table p1 (id int, a int);
create table p2 (a int, z int);
create table c (w int) inherits (p1, p2);
