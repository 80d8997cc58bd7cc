create table p (a int) partition by range (a);
create table p1 partition of p for values from (0) to (10) partition by range (a);
create table p11 partition of p1 for values from (0) to (5);
create index i on only p (a);
create index i1 on only p1 (a);
alter index i attach partition i1;
