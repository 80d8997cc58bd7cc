create table t (a serial primary key, b int);
create view v as select * from t;
create sequence s;
grant all on t to alice with grant option;
grant select (a, b), references (b) on t to bob;
grant all on s to bob;
grant select on v to public;
grant insert (a) on v to carol;
revoke insert on t from postgres;
