create table a (x bigint, y integer);
create table b (x bigint not null default 3);

create table e (x integer, y bigint);
create table f (z text, constraint k check (y is not null) no inherit) inherits (e);
create table g (constraint k check (y is not null)) inherits (f, e);
insert into f (x, y, z) values (1, 2, 'z');
