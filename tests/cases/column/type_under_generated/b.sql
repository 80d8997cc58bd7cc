create table t (id int primary key, v bigint, doubled bigint generated always as (v * 2) stored);
create index on t (doubled);
create view shown as select doubled from t;
