create table q (a bigint primary key, b bigint) partition by range (a);
create table q1 partition of q for values from (0) to (10);
create table p (a bigint primary key, b bigint references q) partition by range (a);
create table p1 partition of p for values from (0) to (10);
