create table a(id int not null); create table b(y int, check (y>0)); create table c() inherits (a,b); create table d() inherits (c);
