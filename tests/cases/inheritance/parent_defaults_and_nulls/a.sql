create table base (id int default 1, v int not null, w int);
create table child () inherits (base);
