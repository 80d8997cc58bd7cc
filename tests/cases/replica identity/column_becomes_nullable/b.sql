create table t(a int, b int not null, c int not null);
create unique index w on t(b);
create unique index x on t(c);
alter table t replica identity using index w;
