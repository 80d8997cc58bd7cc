create table t (a int not null, b int, constraint t_pkey primary key (a)) partition by range (a);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20);
create index i on t (b);
insert into t values (1,2),(12,3);
