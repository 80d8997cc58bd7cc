create table a(i bigint);
create index s2 on a(i);
alter table a cluster on s2;
