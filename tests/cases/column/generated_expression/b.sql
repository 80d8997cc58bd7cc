create table t (a int, b int generated always as (a + 2) stored);
create index on t (b);
create view v as select b from t;
comment on column t.b is 'next';
grant select (b) on t to bob;
