create table a (g integer);
create table c (constraint said check (g <> 9)) inherits (a);
create table d (g integer) inherits (c);
alter table d add constraint said check (g <> 9) not valid;
