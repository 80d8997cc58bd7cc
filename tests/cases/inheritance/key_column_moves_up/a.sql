create table p (id int);
create table c (x int primary key, y text) inherits (p);
insert into c values (1, 2, 'y');
