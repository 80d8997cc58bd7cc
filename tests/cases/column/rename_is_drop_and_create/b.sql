create table t (id int, new_name text);
create view v as select id, new_name from t;
