create function fh(int default 1) returns int language sql as 'select 1';
create function fh2() returns fdw_handler language c as '$libdir/postgres_fdw', 'postgres_fdw_handler';
create function va(text[], oid) returns void language c as '$libdir/postgres_fdw', 'postgres_fdw_validator';
create foreign data wrapper w handler fh2 validator va;
create server s foreign data wrapper w;
create foreign table f (x int) server s;
