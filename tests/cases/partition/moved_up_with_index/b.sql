create table p (k int, a int) partition by list (k); create table p11 partition of p for values in (1); create index i on p (a);
insert into p values (1, 1);
