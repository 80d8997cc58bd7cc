create table a (id int not null);
create table b (id int);
create unique index a_i on a (id);
alter table a replica identity using index a_i;
alter table b replica identity full;
