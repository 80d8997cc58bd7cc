create table p1 (a int, constraint c check (a > 1)); create table ch (constraint c check (a > 1)) inherits (p1); create table gc () inherits (ch);
