create table c (x int not null unique);
alter table c replica identity full;
