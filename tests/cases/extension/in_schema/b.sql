create schema extensions;
create schema other;
create extension hstore schema other;
create table t (id int, h other.hstore);
