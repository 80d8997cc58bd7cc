create type e as enum('a','b');
create function diff(e,e) returns float8 immutable language sql as 'select 1.0::float8';
create type r as range (subtype = e, subtype_diff = diff);
create table t (r r);
