create table p (id int, x bigint default 5);
create table c (y text) inherits (p);
