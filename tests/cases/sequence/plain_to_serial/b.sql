create table t (id serial primary key, name text);
comment on sequence t_id_seq is 'made later';
