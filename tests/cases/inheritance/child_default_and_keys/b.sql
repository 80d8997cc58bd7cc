create table f (id int primary key);
create table p (a int default 1, b int);
create table c (primary key (a), foreign key (b) references f) inherits (p);
alter table c alter a set default 5;
alter table c alter b set default 7;
