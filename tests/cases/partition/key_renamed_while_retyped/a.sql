create table t (a int not null, b int, constraint t_pkey primary key (a)) partition by range (a);
create table t1 partition of t for values from (0) to (10);
create index i on t (b);
