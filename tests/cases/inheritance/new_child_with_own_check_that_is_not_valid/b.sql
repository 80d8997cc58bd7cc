create table c (g integer);
create table d () inherits (c);
alter table c add constraint ch check (g <> 9) not valid;
alter table d add constraint ch check (g <> 9) not valid;
