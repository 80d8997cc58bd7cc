create table p (x int);
create table c (b int);
insert into c values (1);
