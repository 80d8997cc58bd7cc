create table t (id int, v int);
create view w as select v, id from t;
alter default privileges grant select on tables to bob;
