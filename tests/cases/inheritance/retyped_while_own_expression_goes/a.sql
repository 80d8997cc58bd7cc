create table a (x integer not null, g integer generated always as (length(x::text)) stored);
create table c ();
create table d () inherits (c, a);
