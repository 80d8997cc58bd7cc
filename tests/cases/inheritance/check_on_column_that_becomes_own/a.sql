create table b (x integer, constraint k check (x is not null));
create table c (x integer);
create table p (x integer) inherits (c, b);
insert into p values (1);

create table d (y integer);
create table e () inherits (d);

create table f (z text);
create table h () inherits (f);
