create table top (id int); create table l () inherits (top); create table r (x int) inherits (top); create table bot () inherits (l, r);
