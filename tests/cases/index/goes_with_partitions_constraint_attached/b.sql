create table p (a int not null, b int) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create table p2 partition of p for values from (10) to (20);
alter table p1 add constraint u unique (a);
create unique index ui on p (a, b);
