create table t (id int, v text);
create view w as select * from t;
