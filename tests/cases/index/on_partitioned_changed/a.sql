create table t (id int, k int, v int) partition by range (k);
create table t1 partition of t for values from (0) to (10);
create index t_i on t (id);
