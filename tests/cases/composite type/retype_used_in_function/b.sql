create type pair as (a bigint, b text);
create function make() returns pair language sql as $$ select row(1, 'x')::pair $$;
create function take(p pair) returns int language sql as $$ select 1 $$;
create view v as select make() as p;
