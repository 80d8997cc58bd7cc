create table t (c int, a int, b int);
