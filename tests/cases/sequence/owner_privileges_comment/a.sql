create sequence s;
grant usage on sequence s to alice;
create table t (id serial);
