create table a (x int not null default 1);
create table b (y int) inherits (a);
create table c (z int) inherits (b);
create view v as select * from c;
insert into c values (1, 2, 3);
