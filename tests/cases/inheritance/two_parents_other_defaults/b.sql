create table p1 (id int, x int default 1);
create table p2 (id int, x int default 2);
create table c (b int, x int default 3) inherits (p1, p2);
