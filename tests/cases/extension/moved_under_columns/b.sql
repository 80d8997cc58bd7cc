create schema a;
create schema b;
create extension hstore schema b;
create table t (h b.hstore default 'a=>1');
create index on t using gin (h);
create function f(b.hstore) returns b.hstore language sql as 'select $1';
create view v as select h as x from t;
