create table t (id int, k int, v int, primary key (id, k)) partition by range (k);
create table t1 partition of t for values from (0) to (10);
