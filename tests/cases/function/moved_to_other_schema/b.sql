create schema app;
create function app.f() returns int language sql immutable as $$ select 1 $$;
create table t (id int default app.f(), check (id > app.f()));
