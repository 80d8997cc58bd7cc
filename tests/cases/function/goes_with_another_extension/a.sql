create extension citext;
create extension hstore;
create function tf() returns int language sql as 'select 1';
create table t (a int);
create index i on t (a);
alter function tf depends on extension citext;
alter index i depends on extension hstore;
