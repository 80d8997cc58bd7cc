create table q (e int, constraint c check (e > 1)); create table h () inherits (q);
