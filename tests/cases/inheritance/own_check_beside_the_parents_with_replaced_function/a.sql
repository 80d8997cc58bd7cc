create function cf(int) returns bool language sql immutable return true;
create table i (id int constraint ic check (cf(id)));
create table ii (constraint ic check (cf(id))) inherits (i);
