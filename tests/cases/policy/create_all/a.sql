create table t (id int, owner name);
