create table t (id int);
create materialized view m with (fillfactor = 50) as select id from t;
create materialized view n as select id from t with no data;
