create table a(i int not null);
create unique index s1 on a(i);
alter table a replica identity using index s1;
