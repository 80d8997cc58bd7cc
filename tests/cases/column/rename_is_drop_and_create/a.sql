create table t (id int, old_name text);
create view v as select id, old_name from t;
