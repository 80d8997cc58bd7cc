create table p(k int, v int) partition by range(k);
create table p1 partition of p for values from (0) to (10);
create index i on p(k);
create index j on p(v) with (fillfactor=30);
