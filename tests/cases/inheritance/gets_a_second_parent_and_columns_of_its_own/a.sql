create table p1 (a int); create table p2 (a int); create table c () inherits (p1);
