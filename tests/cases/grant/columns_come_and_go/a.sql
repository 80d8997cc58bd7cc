create table t (a int, b int, c int); grant select (a, b), insert (c) on t to alice; grant select on t to bob;
