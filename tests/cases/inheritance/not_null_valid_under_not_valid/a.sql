create table p (a int, constraint n not null a);
create table c (b int) inherits (p);
create table d (b int) inherits (p);
create table g (b int) inherits (c);
insert into c values (1, 2);
