create table i (id int constraint ic check (id > 0));
create table ii (constraint ic check (id > 0)) inherits (i);
