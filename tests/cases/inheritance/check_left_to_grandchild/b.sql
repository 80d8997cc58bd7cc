create table a(id int);
create table b() inherits(a);
create table c(constraint ck check(id>0)) inherits(b);
