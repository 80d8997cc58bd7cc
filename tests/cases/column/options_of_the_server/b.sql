create table t (a bigint, b int, c text);
alter table t alter a set (n_distinct = 5);
alter table t alter c set (n_distinct = -0.5);
