create table base (id int default 2, v int, w int not null);
create table child () inherits (base);
