create table a (x integer, y integer, constraint k check (y <> 7) no inherit);
create table b (x integer) inherits (a);
alter table b add constraint k check (y <> 7) not valid;
insert into b (x, y) values (1, 2);

-- A grandchild has in its own words what its parent keeps from it.
create table e (y bigint, z text);
create table f (y bigint) inherits (e);
create table g () inherits (f, e);
insert into f (y) values (2);
