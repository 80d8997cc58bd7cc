create table t (id int);
create materialized view a as select id from t;
create materialized view b as select id from a;
create index on b (id);
