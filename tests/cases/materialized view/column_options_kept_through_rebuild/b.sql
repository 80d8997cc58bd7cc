create table t (a bigint, b text);
create materialized view mv as select a, b from t;
alter materialized view mv alter b set (n_distinct = 5);
grant select (b) on mv to alice;
