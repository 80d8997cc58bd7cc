create table a (x integer, g integer);
create table b () inherits (a);
create table c () inherits (b);
