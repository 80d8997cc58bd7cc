create table a (id int not null);
create unique index a_i on a (id);
alter table a replica identity using index a_i;
