create table t (id int, a int, b int) partition by list (a);
create table t1 partition of t for values in (1) partition by list (b);
create table t11 partition of t1 for values in (1);
create index t_id on t (id);
create index t1_b on t1 (b);
insert into t values (1, 1, 1);
