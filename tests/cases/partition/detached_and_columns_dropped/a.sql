create table t (id int, k int, v text, check (id > 0)) partition by range (k);
create table a partition of t for values from (0) to (10);
create table b partition of t for values from (10) to (20);
