create table t1 (id serial);
