create table t (a int constraint two check (a > 0) constraint one check (a > 10));
