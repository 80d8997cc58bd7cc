create type pair as (a int, b text);
create table t (id int, p pair);
create function f(p pair) returns int language sql as $$ select 1 $$;
insert into t values (1, row(1, 'x'));
