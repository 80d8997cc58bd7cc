create table a (x bigint, y int default 3);
create table b () inherits (a);
create table c () inherits (a);
create table d () inherits (b, c);
