create table h (a int, constraint c check (a > 0)); create table g () inherits (h);
