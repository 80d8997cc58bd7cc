create table p (a bigint) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create table t (a p, b int);
