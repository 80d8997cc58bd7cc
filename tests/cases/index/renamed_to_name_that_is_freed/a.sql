create table t (a int, b int);
create table was (x int);
create index i on t (a);
