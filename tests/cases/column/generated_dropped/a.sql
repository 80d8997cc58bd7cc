create table t (a int, b int generated always as (a + 1) stored);
insert into t values (1);
