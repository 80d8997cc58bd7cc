create table p1 (id int, x int);
create table p2 (id int);
create table c (b int) inherits (p1, p2);
insert into c values (1,2);
