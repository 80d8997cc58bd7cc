create table t (a serial primary key, i int generated always as identity);
create view v as select * from t;
create sequence s;
create materialized view m as select 1 a;
create statistics st on a, i from t;
