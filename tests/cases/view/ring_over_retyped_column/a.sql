create table t (a int);
create view v as select a from t;
create view w as select a from v;
create or replace view v as select a from t where exists (select from w);
create materialized view m as select * from t;
