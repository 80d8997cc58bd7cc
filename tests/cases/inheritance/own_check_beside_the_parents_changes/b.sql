create table i (id int constraint ic check (id > 1));
create table ii (constraint ic check (id > 1)) inherits (i);
