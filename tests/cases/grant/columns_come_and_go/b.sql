create table t (a int, c int, d int); grant select (a, d), insert (c) on t to alice; grant select on t to bob;
