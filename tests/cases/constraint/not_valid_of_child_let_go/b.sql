create table t (a int, b int);
insert into t values (5, 6);
