create schema a; create schema b;
create type b.e as enum ('x', 'y');
create table t (x b.e default 'x');
create view v as select * from t where x = 'x';
