create table base (id int, v int, constraint c check (v > 0));
create table child () inherits (base);
create table grandchild () inherits (child);
