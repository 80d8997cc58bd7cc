create table t (id int, e text);
