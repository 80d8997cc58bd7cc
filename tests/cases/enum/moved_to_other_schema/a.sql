create schema a; create schema b;
create type a.e as enum ('x', 'y');
create table t (x a.e default 'x');
create view v as select * from t where x = 'x';
