create table a (x integer, y integer);
create table c (constraint ch check (y <> '7')) inherits (a);
create table d (x integer default 1) inherits (c);
