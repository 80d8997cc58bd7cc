create function f(variadic "any") returns int language internal immutable as 'pg_num_nonnulls';
create function g(a int, variadic b text[]) returns int language sql as 'select 1';
