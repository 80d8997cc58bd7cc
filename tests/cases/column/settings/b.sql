create table t (a text, b text, c int, d bytea);
alter table t alter a set storage external, alter b set compression pglz, alter c set statistics 500, alter d set storage main;
alter table t alter c set (n_distinct = 5, n_distinct_inherited = -0.5);
