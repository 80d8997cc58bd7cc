create type c as (a int);
create function f(c) returns int language sql as $$ select 1 $$;
