create table t (a int, b int, c int);
create index i2 on t (a);
create index i3 on t (b);
create index i1 on t (c);
