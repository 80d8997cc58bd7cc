create table a (x bigint not null, g integer);
create table c ();
create table d (g integer) inherits (c, a);
