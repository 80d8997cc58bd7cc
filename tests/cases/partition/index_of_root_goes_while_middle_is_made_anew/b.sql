create table p(id int, k int) partition by list (k);
create table p2 partition of p for values in (2) partition by range(id, k);
create table p21 partition of p2 for values from (0, 0) to (10, 10);
