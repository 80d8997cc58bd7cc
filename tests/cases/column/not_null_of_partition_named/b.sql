create table t (k int constraint k_given not null) partition by list (k);
create table t1 partition of t for values in (1);
