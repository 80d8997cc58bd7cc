create table t (a int, b int);
create unique index i on t (a) include (b);
create unique index j on t (b) nulls not distinct;
