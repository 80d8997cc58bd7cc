create type s as enum ('x', 'y');
create table t (id int, s s default 'x');
create function f(s) returns text language sql as $$ select 'x' $$;
