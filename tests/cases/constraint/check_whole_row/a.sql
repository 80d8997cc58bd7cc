create table t (a int, b int, check (t is not null));
