create table a(id int, constraint ck check(id>0));
create table b() inherits(a);
create table c() inherits(b);
insert into c values(1);
