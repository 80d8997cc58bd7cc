create table t (id int, k int) partition by list (k);
create table t1 partition of t for values in (1);
create index t_id on t (id);
