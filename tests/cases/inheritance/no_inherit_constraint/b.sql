create table base (id int, constraint c check (id > 0));
create table child () inherits (base);
