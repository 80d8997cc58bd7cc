create table t (b int, g int generated always as (b) stored);
create index i on t (g);
create view v as select g from t;
