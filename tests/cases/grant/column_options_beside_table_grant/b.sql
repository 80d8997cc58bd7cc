create table t (id bigint, x int);
grant select (id) on t to alice;
grant insert on t to alice;
grant select (x) on t to bob;
create view v as select * from t;
grant select (id) on v to alice;
