create table a (x int, y int default 1, z text not null, constraint c check (z <> ''));
create table b (w int);
create table t (o int) inherits (a, b);
create table kept () inherits (a);
insert into t values (1, 2, 'z', 3, 4);
