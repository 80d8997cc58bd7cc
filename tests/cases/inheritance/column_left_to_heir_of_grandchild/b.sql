create table a();
create table b() inherits(a);
create table c() inherits(b);
create table d(id int) inherits(c);
create table d2() inherits(c);
insert into d values (1);
