create table a (x integer);
create table b ();
create table d () inherits (a, b);
alter table a add constraint ch check (x is not null) not valid;
