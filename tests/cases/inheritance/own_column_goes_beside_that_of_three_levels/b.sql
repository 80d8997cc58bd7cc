create table a (g integer);
create table b () inherits (a);
create table d (g integer) inherits (b);
insert into a values (1);
insert into b values (1);
insert into d values (1);
