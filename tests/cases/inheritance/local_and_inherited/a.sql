create table base (id int, v int);
create table child (id int, w int) inherits (base);
