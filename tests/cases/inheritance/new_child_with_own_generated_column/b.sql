create table z ();
create table b ();
create table c (y integer, g integer generated always as (length(y::text) + 1) stored);
create table d (g integer) inherits (c, b);
