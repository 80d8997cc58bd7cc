create schema extensions;
create extension hstore schema extensions;
create table t (id int, h extensions.hstore);
