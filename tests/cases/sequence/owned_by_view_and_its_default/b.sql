create table t (x bigint);
create view v as select x a from t;
create sequence s owned by v.a;
alter view v alter a set default nextval('s');
