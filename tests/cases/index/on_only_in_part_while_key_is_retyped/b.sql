create table p (a bigint) partition by range (a);
create table p1 partition of p for values from (0) to (10) partition by range (a);
create table p11 partition of p1 for values from (0) to (5);
create table p12 partition of p1 for values from (5) to (7);
create index i on only p (a);
create index i1 on only p1 (a);
alter index i attach partition i1;
create index i11 on p11 (a);
alter index i1 attach partition i11;
