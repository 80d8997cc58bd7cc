create table c (x int not null, y int not null);
create unique index i on c (x, y);
alter table c replica identity using index i;
alter table c cluster on i;
