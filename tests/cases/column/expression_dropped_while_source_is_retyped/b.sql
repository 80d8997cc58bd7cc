create table t (a bigint, b bigint generated always as (a * 3) stored, c int generated always as (a + 1) stored);
