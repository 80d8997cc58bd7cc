create table a();
create table b() inherits(a);
create table c(id int) inherits(b);
insert into c values (1);
