create table t (id int constraint better primary key, v text);
create view v as select id, v, count(*) from t group by id;
grant select on v to bob;
