create table t(a int not null) partition by range(a);
create table t1 partition of t default;
