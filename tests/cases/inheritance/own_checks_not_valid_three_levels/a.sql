create table a (x integer);
create table d () inherits (a);
create table e () inherits (d);
alter table d add constraint ch check (x is not null) not valid;
