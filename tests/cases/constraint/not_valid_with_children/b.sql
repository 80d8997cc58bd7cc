create table base (id int, name text);
create table child (own int) inherits (base);
create table grandchild () inherits (child);
alter table base add constraint c check (id > 1) not valid;
alter table base add constraint d check (name <> '') not valid;
