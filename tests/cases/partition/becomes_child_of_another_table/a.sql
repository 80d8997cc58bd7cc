create table t (id int, k bigint default 3) partition by list (id);
create table t1 partition of t for values in (1, 2);
create view v as select * from t;
insert into t values (1, 2);
