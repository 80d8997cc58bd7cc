create type pair as (a int, c numeric, d text);
create table t (id int, p pair);
create function f(p pair) returns int language sql as $$ select 1 $$;
