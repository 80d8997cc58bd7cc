create sequence s;
alter sequence s owner to bob;
grant select, update on sequence s to carol with grant option;
comment on sequence s is 'it''s';
create table t (id serial);
grant usage on sequence t_id_seq to alice;
comment on sequence t_id_seq is 'of t';
