create table t (a int constraint d check (a > 0), b int constraint c unique);
