create foreign data wrapper w;
create server s foreign data wrapper w;
create table p (id int);
create foreign table f () inherits (p) server s;
create table q (id int) partition by list (id);
create foreign table g partition of q for values in (1) server s;
