create table t (a numeric);
