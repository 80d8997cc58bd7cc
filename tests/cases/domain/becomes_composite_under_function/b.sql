create type s as (a int);
create function f() returns s language sql as $$ select null::s $$;
