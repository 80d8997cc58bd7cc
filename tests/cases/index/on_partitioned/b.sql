create table t (id int, k int) partition by range (k);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20);
create index t_id on t (id);
comment on index t1_id_idx is 'child';
