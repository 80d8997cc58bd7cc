create table t (k int constraint k_set not null, v int not null, w int constraint w_set not null) partition by list (k);
create table t1 partition of t for values in (1);
create table t2 partition of t for values in (2);
