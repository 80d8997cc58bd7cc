create table t (id bigint);
create materialized view a as select id from t;
create materialized view b as select id from a;
create index on b (id);
