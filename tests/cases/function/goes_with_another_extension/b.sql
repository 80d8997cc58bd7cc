create extension hstore;
create function tf() returns bigint language sql as 'select 2';
create table t (a bigint);
create index i on t (a desc);
alter function tf depends on extension hstore;
