create table a (x int primary key);
create table b (x int primary key);
create table c (x int not null unique);
create table d (x int);
