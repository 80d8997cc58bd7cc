create table a(y int constraint yy not null);
create table b() inherits(a);
