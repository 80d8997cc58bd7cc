create table p (id int, k int) partition by range (k);
create table p1 partition of p for values from (0) to (10);
create index i on only p (id);
