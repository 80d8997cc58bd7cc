create table c (x int not null unique);
alter table c replica identity using index c_x_key;
