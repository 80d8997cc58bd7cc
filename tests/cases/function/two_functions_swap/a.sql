create function a() returns int language sql as $$ select 1 $$;
create function b() returns text language sql as $$ select 'b' $$;
create table t (x int default a(), y text default b());
