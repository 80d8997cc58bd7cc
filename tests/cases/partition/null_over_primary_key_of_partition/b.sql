create table t(a int not null, b int) partition by range(a);
create table t1 partition of t default;
alter table t1 add constraint pk_ primary key (b, a);
