create table t(a int) partition by range(a);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20);
alter table t1 add primary key (a);
alter table t add unique (a);
