create table t2 (id serial, n integer);
alter table t2 owner to bob;
grant select on t2_id_seq to alice;
