create table m (a int, b int) partition by list (a);
create table m1 partition of m for values in (1);
create unique index u on m (a, b);
