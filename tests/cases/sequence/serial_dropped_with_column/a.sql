create table t (id serial, name text);
