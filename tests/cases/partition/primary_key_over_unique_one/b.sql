create table t(a int not null) partition by range(a);
create table t1 partition of t default;
alter table t1 add constraint pu unique (a);
alter table t add constraint k1 primary key (a);
