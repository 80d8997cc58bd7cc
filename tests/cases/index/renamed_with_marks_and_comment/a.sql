create table t (a int not null, b int);
create unique index i on t (a);
alter table t cluster on i;
alter table t replica identity using index i;
comment on index i is 'x';
