create table t (x int4range);
