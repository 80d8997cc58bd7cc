create table b (x integer not null);
create table c () inherits (b);
alter table b add constraint ch check (x is not null) not valid;
