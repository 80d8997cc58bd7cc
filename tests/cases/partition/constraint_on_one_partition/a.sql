create table t (id int, k int) partition by range (k);
create table t1 partition of t for values from (0) to (10);
