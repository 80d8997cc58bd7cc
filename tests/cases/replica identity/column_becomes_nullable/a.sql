create table t(a int not null, b int not null, c int);
create unique index u on t(a);
create unique index x on t(b);
alter table t replica identity using index u;
