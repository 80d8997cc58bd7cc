create table t (a int constraint two not null, b int constraint one check (b > 0), c int, d int constraint three unique);
insert into t values (1, 2, 3);
