create table p (a int);
create table p2 (b int default 4);
create table c (x int) inherits (p);
