create table p1 (a int, constraint c check (a > 2)); create table ch () inherits (p1); create table gc (constraint c check (a > 2)) inherits (ch);
