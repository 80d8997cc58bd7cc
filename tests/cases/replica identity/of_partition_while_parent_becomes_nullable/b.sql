create table p(a int, b int not null) partition by list (a);
create table p1 partition of p for values in (1);
create unique index p1_b on p1(b);
alter table p1 replica identity using index p1_b;
