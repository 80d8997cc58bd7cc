create table f (id int primary key);
create table p (a int default 1, b int);
create table c () inherits (p);
