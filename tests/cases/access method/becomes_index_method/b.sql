create access method h2 type index handler bthandler;
create table t (x int);
create index ti on t (x);
create materialized view m as select 1 as x;
