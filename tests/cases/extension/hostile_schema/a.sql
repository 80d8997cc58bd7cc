create schema "E ""x;"; create extension hstore schema "E ""x;"; create table t (h "E ""x;".hstore);
