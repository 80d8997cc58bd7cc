create table t (id serial primary key); alter table t owner to alice; grant usage on sequence t_id_seq to bob;
