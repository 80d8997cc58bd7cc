create function f(bigint) returns int language sql as 'select 1';
create function f(text) returns text language sql as $$ select '1' $$;
create function f(variadic text[]) returns int language sql as 'select 1';
create function f() returns int language sql as 'select 1';
