create table p (a int);
create table c (b int) inherits (p);
create table d (b int) inherits (p);
create table g (b int) inherits (c);
alter table c add constraint n not null a;
alter table p add constraint n not null a not valid;
insert into c values (1, 2);
