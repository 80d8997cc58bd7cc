create table t (id bigserial primary key, at timestamptz not null, kind text not null default 'x', amount numeric(10,2) check (amount >= 0), doc tsvector generated always as (to_tsvector('simple', kind)) stored);
create index on t (at); create index on t using gin (doc);
comment on column t.kind is 'k'; grant select, insert on t to alice; alter table t owner to bob;
create statistics st on at, kind from t;
create view recent as select * from t where at > '2020-01-01';
create materialized view sums as select kind, sum(amount) from t group by kind;
create publication pub for table t;
insert into t (at, amount) select '2020-01-01'::timestamptz + i * interval '1 month', i from generate_series(0, 20) i;
