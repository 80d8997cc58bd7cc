create access method h2 type table handler heap_tableam_handler;
create access method b2 type index handler bthandler;
create table t (x int) using h2;  create materialized view m using h2 as select 1 as x;
