grant select on pg_catalog.pg_class to alice; revoke execute on function pg_catalog.pg_sleep(float8) from public;
revoke usage on language plpgsql from public; grant usage on language sql to bob;
create table t (x int);
