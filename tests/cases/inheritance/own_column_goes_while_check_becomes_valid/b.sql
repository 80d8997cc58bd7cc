create table a (x integer default 1 not null, y integer default 1);
create table b ();
create table d (x integer not null) inherits (a, b);
alter table a add constraint ch check (y <> '7') not valid;
