create table t (a int, constraint c check (a > 0) no inherit);
create table u () inherits (t);
