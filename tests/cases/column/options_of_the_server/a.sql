-- Some minor versions keep a note of their own among a column's options; a change of type moves it behind the others.
create table t (a int, b int, c text);
alter table t alter a set (n_distinct = 5);
alter table t alter b set (n_distinct = 3, n_distinct_inherited = 4);
