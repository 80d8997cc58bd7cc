create schema s;
create domain s.text as int;
create table s.pg_class (x s.text);
create function s.lower(text) returns text language sql immutable as 'select $1';
create view s.v as select s.lower('X'), lower('Y') as l, x from s.pg_class;
