create table p (a int, constraint c check (a > 1)); create table h () inherits (p); create table g (constraint c check (a > 1)) inherits (h);
