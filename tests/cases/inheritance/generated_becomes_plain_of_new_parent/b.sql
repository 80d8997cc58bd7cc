create table p (a int, b int);
create table k () inherits (p);
