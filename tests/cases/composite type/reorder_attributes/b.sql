create type pair as (b text, a int);
create function make() returns pair language sql as $$ select null::pair $$;
