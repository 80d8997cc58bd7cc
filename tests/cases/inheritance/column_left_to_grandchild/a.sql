create table a(id int);
create table b() inherits(a);
create table c() inherits(b);
insert into c values(1);
