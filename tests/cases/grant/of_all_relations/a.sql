create table t (a serial primary key, b int);
create view v as select * from t;
create sequence s;
grant select, insert on t to alice;
grant update (b) on t to bob;
grant usage on s to alice;
