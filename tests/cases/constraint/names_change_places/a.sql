create table a (x int, y int, constraint one unique (x), constraint two unique (y));
insert into a values (1, 2);
