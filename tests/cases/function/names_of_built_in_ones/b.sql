create schema s;
create domain s.text as bigint;
create table s.pg_class (x s.text, y pg_catalog.text);
create function s.lower(text) returns text language sql immutable as 'select $1||$1';
create view s.v as select s.lower('X'), lower('Y') as l, x from s.pg_class;
