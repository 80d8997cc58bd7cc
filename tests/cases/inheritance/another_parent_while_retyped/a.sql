create table p (e int); create table q (e int); create table c () inherits (p);
