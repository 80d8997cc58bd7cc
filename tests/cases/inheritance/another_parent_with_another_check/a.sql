create table p (e int, constraint c check (e > 0)); create table h () inherits (p);
