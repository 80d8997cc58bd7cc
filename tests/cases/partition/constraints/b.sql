create table p (id int primary key);
create table t (id int, k int, v int references p, primary key (id, k), unique (k, v), check (v > 0)) partition by range (k);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20);
