create table p (a int, b int, c int) partition by range (a);
create table p1 (a int, b int, c int) partition by range (a);
create table p11 partition of p1 for values from (0) to (5);
create index on p (c);
create index p11_a_idx on p11 (a);
