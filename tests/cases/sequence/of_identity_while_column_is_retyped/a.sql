create table a (id int generated always as identity);
grant usage on sequence a_id_seq to alice;
comment on sequence a_id_seq is 'x';
