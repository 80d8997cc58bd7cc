create table t (a int, b text);
create materialized view m as select *, 1 as one from t;
create unique index mu on m (a);
create index ml on m (upper(b));
alter materialized view m cluster on mu;
grant select on m to bob;
comment on materialized view m is 'm';
comment on column m.one is 'one';
