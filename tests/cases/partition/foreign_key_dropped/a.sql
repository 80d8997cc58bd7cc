create table p (id int primary key);
create table t (id int, k int, p_id int constraint f references p) partition by range (k);
create table a partition of t for values from (0) to (10);
