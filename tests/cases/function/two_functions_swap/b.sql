create function a() returns text language sql as $$ select 'a' $$;
create function b() returns int language sql as $$ select 2 $$;
create table t (x int default b(), y text default a());
