create table t (id serial);
alter table t owner to bob;
grant select on t to carol;
grant usage on sequence t_id_seq to carol;
