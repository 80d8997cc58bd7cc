create table t (a int, b text);
alter table t alter a set (n_distinct_inherited = 7);
alter table t alter b set storage main;
alter table t alter b set statistics 77;
