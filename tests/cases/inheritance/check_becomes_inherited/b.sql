create table p (id int, constraint k check (id > 0));
create table c (b int) inherits (p);
