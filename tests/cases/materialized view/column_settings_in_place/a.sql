create table t (a int, b text);
create materialized view mv as select a, b from t;
create view v as select * from mv;
alter materialized view mv alter a set statistics 50;
alter materialized view mv alter b set storage external;
alter materialized view mv alter b set compression pglz;
alter materialized view mv alter b set (n_distinct = 5);
