create table p(a int not null, b int not null) partition by list (b);
create table m partition of p for values in (1) partition by list (b);
create table p1 partition of m for values in (1);
create unique index i on p1(a); alter table p1 replica identity using index i;
