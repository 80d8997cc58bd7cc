create table t (id int not null, k int, v int, primary key (k)) partition by range (k);
create table t1 partition of t for values from (0) to (10);
