create table a (x bigint default 2);
create table b (y text default 'q') inherits (a);
create table c (z int) inherits (b);
create view v as select * from c;
