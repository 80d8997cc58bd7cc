create table a (y integer, constraint said check (y <> 7) no inherit);
create table b () inherits (a);
create table c () inherits (b, a);
alter table b add constraint said check (y <> 7) not valid;
alter table c add constraint said check (y <> 7) not valid;
