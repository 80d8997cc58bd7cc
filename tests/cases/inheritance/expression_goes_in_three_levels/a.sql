create table a (x integer, g integer generated always as (x + 1) stored);
create table b () inherits (a);
create table c () inherits (b);
