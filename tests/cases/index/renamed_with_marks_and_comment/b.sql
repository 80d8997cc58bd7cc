create table t (a int not null, b int);
create unique index i2 on t (a);
alter table t cluster on i2;
alter table t replica identity using index i2;
comment on index i2 is 'y';
