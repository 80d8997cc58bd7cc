create table base (v int);
create table child (id int, w int) inherits (base);
