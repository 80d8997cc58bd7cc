create table a (id int, v int);
create index i on a (v, id);
alter table a cluster on i;
