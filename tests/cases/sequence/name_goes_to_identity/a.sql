create table a (id serial primary key, n bigserial);
create table b (id int generated always as identity, n int default nextval('a_id_seq'));
