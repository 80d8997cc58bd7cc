create table p (id int);
create table c (b int, y int) inherits (p);
insert into c values (1, 3, 2);
