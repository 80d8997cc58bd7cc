create table q (k bigint);
create table p(k int) partition by range(k);
create table p1() inherits(q);
create table p2 partition of p for values from (10) to (20);
