create table c (x integer default 1, g integer generated always as (length(x::text)) stored, constraint k check (g <> 9));
create table d (g integer) inherits (c);
