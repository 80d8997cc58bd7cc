create table p (a int, b int, c int) partition by range (a);
create table p1 partition of p for values from (0) to (10) partition by range (a);
create table p11 partition of p1 for values from (0) to (7);
create index on p (a);
create index on p1 (b);
create index on p (c);
insert into p values (1, 2, 3);
