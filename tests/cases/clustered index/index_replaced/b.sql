create table t (a int, b int);
create index i on t (a, b);
alter table t cluster on i;
