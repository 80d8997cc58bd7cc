create table a(i bigint not null);
create unique index s2 on a(i);
alter table a replica identity using index s2;
