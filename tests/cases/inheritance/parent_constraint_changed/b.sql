create table base (id int, v int, constraint c check (v > 1), constraint d check (id > 0));
create table child () inherits (base);
create table grandchild () inherits (child);
