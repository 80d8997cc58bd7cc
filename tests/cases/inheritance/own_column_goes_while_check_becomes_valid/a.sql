create table a (x integer default 1 not null, y integer default 1, constraint ch check (y <> '7'));
create table b ();
create table d () inherits (a, b);
