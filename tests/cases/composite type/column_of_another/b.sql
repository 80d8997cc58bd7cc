create type a1 as (x int, y int);
create type a2 as (y int, x int);
create table t (a a2, k int);
