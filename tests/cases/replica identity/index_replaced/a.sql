create table c (x int not null, y int not null);
create unique index i on c (x);
alter table c replica identity using index i;
insert into c values (1, 2);
