create table t2 (id serial, n integer) partition by list (id);
alter table t2 owner to alice;
grant usage on t2_id_seq to carol;
