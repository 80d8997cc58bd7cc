create table t (id int, a int, b int) partition by list (a);
create table t1 partition of t for values in (1) partition by list (b);
create table t11 partition of t1 for values in (1);
create index t11_id_idx on t11 (id);
create index t_b on t (b);
