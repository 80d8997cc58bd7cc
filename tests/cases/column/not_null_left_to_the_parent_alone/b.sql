create table a(y int constraint yy not null no inherit);
create table b(y int not null) inherits(a);
