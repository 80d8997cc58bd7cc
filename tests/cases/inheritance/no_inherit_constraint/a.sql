create table base (id int, constraint c check (id > 0) no inherit);
create table child () inherits (base);
