create table t (a int, b text);
alter table t alter a set (n_distinct = 5);
alter table t alter b set compression pglz;
