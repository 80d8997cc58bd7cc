create table t (id int);
create materialized view m with (autovacuum_enabled = off, fillfactor = 60) as select id from t with no data;
create materialized view n as select id from t;
