create table t (id serial primary key); alter table t owner to bob; grant select, usage on sequence t_id_seq to alice;
