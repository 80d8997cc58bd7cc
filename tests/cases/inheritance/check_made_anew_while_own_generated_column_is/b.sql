create table c (x text default 1, g integer generated always as (length(x::text)) stored, constraint k check (x <> '8'));
create table d (g integer) inherits (c);
