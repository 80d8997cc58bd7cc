create extension citext;
create extension pg_trgm;
create table t (a citext, b text);
create index ti on t using gin (b gin_trgm_ops);
create function f(citext) returns int language sql as 'select 1';
create function g() returns real language sql begin atomic select similarity('a','b'); end;
