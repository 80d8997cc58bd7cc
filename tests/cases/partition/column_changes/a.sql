create table t (id int, k int not null, v varchar(5) default 'x', gone int) partition by range (k);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20) partition by list (id);
create table t21 partition of t2 for values in (1);
create index on t (v);
insert into t values (1, 1, 'a', 2), (1, 11, 'b', 3);
