create extension hstore version '1.8';
create domain d as hstore not null;
create type c as (h hstore, d d);
create table t (h hstore default 'a=>1', hs hstore[], x text default 'q', c c, d d);
insert into t values ('a=>1', '{b=>2}', 'x', '(c=>3,d=>4)', 'e=>5');
create index ti on t using gin (h);
create view v as select h -> 'a' as x from t;
create function f(hstore) returns d language sql as 'select null::d';
