create function f(variadic "any") returns int language internal as 'pg_num_nulls';
create function g(a int, variadic b text[] default '{}') returns int language sql as 'select 1';
