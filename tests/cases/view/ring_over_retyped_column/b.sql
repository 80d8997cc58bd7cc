create table t (a bigint);
create view v as select a, 1 as b from t;
create view w as select a from v;
create or replace view v as select a, 1 as b from t where exists (select from w);
create materialized view m as select * from t;
create index on m (a);
