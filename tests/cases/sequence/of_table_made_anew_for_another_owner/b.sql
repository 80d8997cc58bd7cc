create table t2 (id serial, n integer);
alter table t2 owner to bob;
