create table p(a int, b int not null) partition by list (b);
create table m partition of p for values in (1) partition by list (b);
create table p1 partition of m for values in (1);
