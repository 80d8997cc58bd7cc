create table a (x integer, constraint ch check (x is not null));
create table b ();
create table d (constraint ch check (x is not null)) inherits (a, b);
