create table p(k int, v int) partition by range(k);
create table p1 partition of p for values from (0) to (10);
create index i on p(k) with (fillfactor=50);
create index j on p(v);
