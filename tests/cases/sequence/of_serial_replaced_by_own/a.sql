create table a (id serial);
insert into a default values;
