create table t (id int, added text);
create view v as select * from t;
