create type c as (a int, b int);
grant usage on type c to bob;
