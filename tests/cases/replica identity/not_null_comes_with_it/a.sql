create table t(a int not null);
create unique index u on t(a);
alter table t replica identity using index u;
