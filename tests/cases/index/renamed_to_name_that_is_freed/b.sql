create table t (a int, b int);
create index was on t (a);
