create type pair as (a int);
create function mk() returns pair language sql as $$ select null::pair $$;
create table t (p pair default mk());
