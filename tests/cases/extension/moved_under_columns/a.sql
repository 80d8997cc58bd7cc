create schema a;
create schema b;
create extension hstore schema a;
create table t (h a.hstore default 'a=>1');
create index on t using gin (h);
create function f(a.hstore) returns a.hstore language sql as 'select $1';
create view v as select h as x from t;
