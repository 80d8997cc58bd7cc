-- Found by random pairs: children made with their parent stay the parent's when its check is not valid yet.
create table base (id int, name text);
create table child (own int) inherits (base);
create table grandchild () inherits (child);
alter table base add constraint c check (id > 0) not valid;
