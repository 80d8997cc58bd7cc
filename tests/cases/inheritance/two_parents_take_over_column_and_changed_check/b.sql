create table p1 (a int, constraint c check (a > 2));
create table p2 (a int, constraint c check (a > 2));
create table ch () inherits (p1, p2);
