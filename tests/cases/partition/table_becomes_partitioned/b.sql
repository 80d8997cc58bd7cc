create table t (id int, k int, v text) partition by range (k);
create table t1 partition of t for values from (0) to (10);
create view w as select id from t;
