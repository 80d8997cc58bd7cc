create table t (a int, b int generated always as (a + 1) stored, c int, d text generated always as (a::text) stored not null);
