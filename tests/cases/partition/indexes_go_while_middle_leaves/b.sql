create table p (a int, b int, c int) partition by range (a);
create table p1 (a int, b int, c int) partition by range (a);
create table p11 partition of p1 for values from (0) to (5);
create index on p (c);
create index p11_a_idx on p11 (a);
-- It would differ by its name alone, but for the partition that comes.
create table q (a int) partition by range (a);
create table q1 (a int);
create table q2 partition of q for values from (10) to (20);
create index j on only q (a);
