create table a (x integer, constraint ch check (x is not null));
create table d (constraint ch check (x is not null)) inherits (a);
create table e (constraint ch check (x is not null)) inherits (d);
