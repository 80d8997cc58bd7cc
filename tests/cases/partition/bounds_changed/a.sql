create table t (id int, k text) partition by list (k);
create table a partition of t for values in ('a');
create table b partition of t for values in ('b', 'c');
insert into t values (1, 'a'), (2, 'b');
