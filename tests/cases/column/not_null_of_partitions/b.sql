create table t (k int constraint k_given not null, v int, w int constraint w_set not null) partition by list (k);
create table t1 partition of t for values in (1);
create table t2 partition of t for values in (2);
create table t3 (k int constraint k_given not null, v int, w int constraint w_set not null);
alter table t attach partition t3 for values in (3);
