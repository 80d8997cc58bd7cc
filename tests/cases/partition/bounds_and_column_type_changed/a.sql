create table t (id int, k int) partition by list (id);
create table t1 partition of t for values in (1);
create view v as select * from t;
insert into t values (1, 2);
