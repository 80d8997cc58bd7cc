create schema app;
create table t (id serial primary key, v text);
create index t_v on t (v);
create view w as select id from t;
