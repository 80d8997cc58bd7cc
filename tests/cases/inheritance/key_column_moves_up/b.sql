create table p (id int, x int primary key);
create table c (y text) inherits (p);
alter table c add primary key (x);
insert into c values (1, 2, 'y');
