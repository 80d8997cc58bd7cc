create table t (k int constraint k_set not null) partition by list (k);
create table t1 (k int constraint other not null);
alter table t attach partition t1 for values in (1);
