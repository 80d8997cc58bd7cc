create table t (id int, k int, v text);
create view w as select id from t;
