create table t (id int, k int) partition by range (k);
create table t1 partition of t (constraint only_here check (id > 0), constraint u unique (id)) for values from (0) to (10);
create index only_index on t1 (id);
