create table t (id bigint, x int);
grant select (id), insert (id) on t to alice with grant option;
grant select, insert on t to alice with grant option;
grant select (x) on t to bob with grant option;
grant select on t to bob;
create view v as select * from t;
grant select (id) on v to alice with grant option;
grant select on v to alice;
