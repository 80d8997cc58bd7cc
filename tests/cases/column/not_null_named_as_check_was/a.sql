create table t (a int constraint one not null, b int constraint two check (b > 0), c int constraint three not null, d int);
insert into t values (1, 2, 3);
