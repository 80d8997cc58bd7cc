create table p (a int, constraint "its" check (a > 0) no inherit);
create table c (constraint "its" check (a > 0)) inherits (p);
