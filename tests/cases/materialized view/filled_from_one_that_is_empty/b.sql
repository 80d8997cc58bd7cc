create table t (a bigint);
create materialized view m1 as select a from t;
create view w as select a from m1;
create materialized view m2 as select a from w;
create index on m2 (a);
refresh materialized view m1 with no data;
