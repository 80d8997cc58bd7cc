create table t2 (id serial, n integer) partition by list (id);
