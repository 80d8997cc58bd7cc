create extension intarray;
create table t(a int[]);
create view v as select a & '{1}' as x, true as q from t;
