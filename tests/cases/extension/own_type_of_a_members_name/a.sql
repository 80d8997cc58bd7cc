create extension tablefunc;
create function f() returns setof tablefunc_crosstab_2 language sql as 'select * from crosstab2(''select 1'')';
