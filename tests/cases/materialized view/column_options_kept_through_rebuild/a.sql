create table t (a int, b text);
create materialized view mv as select a, b from t;
alter materialized view mv alter b set (n_distinct = 5, n_distinct_inherited = 4);
comment on column mv.b is 'x';
grant select (b) on mv to alice;
