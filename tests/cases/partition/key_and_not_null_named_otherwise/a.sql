create table t (id int, k int, primary key (id, k)) partition by list (k);
create table t1 partition of t for values in (1);
