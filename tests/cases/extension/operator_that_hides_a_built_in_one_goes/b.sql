create table t(a int[]);
create view v as select a as x, a @> '{1,2}' as q from t;
