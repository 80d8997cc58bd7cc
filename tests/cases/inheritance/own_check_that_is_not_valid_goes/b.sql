create table a (x integer, constraint ch check (x is not null));
create table d () inherits (a);
