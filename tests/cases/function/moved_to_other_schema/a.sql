create schema app;
create function f() returns int language sql immutable as $$ select 1 $$;
create table t (id int default f(), check (id > f()));
