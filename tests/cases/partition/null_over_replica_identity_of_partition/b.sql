create table t(a int not null, b int) partition by range(a);
create table t1 partition of t default;
alter table t1 alter b set not null;
create unique index u on t1(b);
alter table t1 replica identity using index u;
