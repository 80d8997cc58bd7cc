create function fh() returns fdw_handler language c as '$libdir/postgres_fdw', 'postgres_fdw_handler';
create foreign data wrapper w handler fh;
create server s foreign data wrapper w;
create foreign table f (x int) server s;
comment on foreign data wrapper w is 'c';
