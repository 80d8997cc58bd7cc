create table t (id int not null, k int not null, unique (id, k)) partition by list (k);
create table t1 partition of t for values in (1);
alter table t replica identity using index t_id_k_key;
alter table t1 replica identity using index t1_id_k_key;
alter table t1 cluster on t1_id_k_key;
