create table p1 (a int, constraint c check (a > 1));
create table p2 (a int, constraint c check (a > 1));
create table ch (a int, constraint c check (a > 1)) inherits (p1, p2);
