create function ef(bigint) returns int language sql immutable return 1;
create table p (e int, g int generated always as (3) stored);
create table c (g int generated always as (ef(e)) stored) inherits (p);
