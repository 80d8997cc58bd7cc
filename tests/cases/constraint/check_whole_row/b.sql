create table t (a int, b int, c int, check (t is not null));
