create table t (id int) partition by range (id);
create table a partition of t for values from (10) to (20);
create table b partition of t for values from (0) to (10);
