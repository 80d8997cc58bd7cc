create table t (id int, k int, primary key (id, k)) partition by range (k);
create table t1 partition of t for values from (0) to (10) partition by list (id);
create table t11 partition of t1 for values in (1);
create table child (a int, b int, foreign key (a, b) references t);
