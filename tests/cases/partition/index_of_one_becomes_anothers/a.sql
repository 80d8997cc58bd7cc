create table p(k int) partition by range(k);
create table p1 partition of p for values from (0) to (10);
create table p2 partition of p for values from (10) to (20);
create index i on only p(k);
create index i1 on p1(k);
alter index i attach partition i1;
