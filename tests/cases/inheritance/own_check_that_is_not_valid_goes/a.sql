create table a (x integer);
create table d () inherits (a);
alter table d add constraint ch check (x is not null) not valid;
alter table a add constraint ch check (x is not null) not valid;
