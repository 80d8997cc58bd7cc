create type pair as (a int, b text);
create function make() returns pair language sql as $$ select null::pair $$;
