create table t1 (id serial) partition by list (id);
alter sequence t1_id_seq rename to q1;
