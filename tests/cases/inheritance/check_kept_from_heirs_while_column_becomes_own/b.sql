create table a (x integer, y integer);
create table c (constraint ch check (x <> '8') no inherit) inherits (a);
create table d () inherits (c);
alter table d add constraint ch check (x <> '8') not valid;
