create table p (id int primary key);
create table t (id int, k int, p_id int constraint f references p on delete set null deferrable) partition by range (k);
create table a partition of t for values from (0) to (10);
create table b partition of t for values from (10) to (20);
