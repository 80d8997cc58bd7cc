create type a1 as (x int, y int);
create table t (a a1, k int);
insert into t values (row(1,2), 3);
