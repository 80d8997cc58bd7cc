create type ty as (a int, b text, c int);
create table t (a int primary key, b text, z int);
create view v as select * from t;
create table t2 of ty;
