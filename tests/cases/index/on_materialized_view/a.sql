create table t (id int);
create materialized view m as select id from t;
create index i on m (id);
