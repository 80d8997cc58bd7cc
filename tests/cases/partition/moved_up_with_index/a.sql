create table p (k int, a int) partition by list (k); create table p1 partition of p for values in (1) partition by range (a); create table p11 partition of p1 for values from (0) to (10); create index i on p (a);
insert into p values (1, 1);
