create table t (a int, b int);
create unique index i on t (a);
create unique index j on t (b);
