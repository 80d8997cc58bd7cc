create table t (id int, k int) partition by list (k);
create table t1 partition of t for values in (1);
create index parent on only t (id);
create index child on t1 (id);
alter index parent attach partition child;
