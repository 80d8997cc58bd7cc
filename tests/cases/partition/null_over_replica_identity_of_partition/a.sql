create table t(a int not null, b int not null) partition by range(a);
create table t1 partition of t default;
create unique index u on t1(b);
alter table t1 replica identity using index u;
