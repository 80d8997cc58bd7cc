create table t (id int generated always as identity, k int) partition by list (k);
create table t1 partition of t for values in (1);
create table t2 partition of t default;
insert into t (k) values (1), (2);
