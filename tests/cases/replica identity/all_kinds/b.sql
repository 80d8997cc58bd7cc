create table a (x int primary key);
alter table a replica identity full;
create table b (x int primary key);
alter table b replica identity nothing;
create table c (x int not null unique);
alter table c replica identity using index c_x_key;
create table d (x int);
alter table d replica identity full;
