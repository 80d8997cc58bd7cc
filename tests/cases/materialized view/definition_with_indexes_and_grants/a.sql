create table t (a int, b text);
create materialized view m as select * from t;
create unique index mu on m (a);
create index ml on m (lower(b));
alter materialized view m cluster on mu;
grant select on m to bob;
comment on materialized view m is 'm';
