create table a(i int);
create index s1 on a(i);
alter table a cluster on s1;
