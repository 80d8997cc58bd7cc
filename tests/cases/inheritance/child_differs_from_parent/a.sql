create table base (id int default 1, v int);
create table child () inherits (base);
