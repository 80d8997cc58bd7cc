create table a (id int not null);
create table b (id int);
create unique index a_i on a (id);
alter table a replica identity full;
alter table b replica identity nothing;
