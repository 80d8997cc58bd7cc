create table a (x int, y int default 1, z text not null, added int, constraint c check (z <> ''));
create table b (w int);
create table t (o int, x int, y int default 5, added int) inherits (a, b);
create table kept (added int) inherits (a);
insert into t values (1, 2, 'z', 3, 4, 4);
