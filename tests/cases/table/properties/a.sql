create table t (id int, note text);
