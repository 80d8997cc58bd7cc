create table p (a int, b text) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create table p2 partition of p for values from (10) to (20);
create index p_a on only p (a);
create index p2_a_idx on p2 (a);
create index p_b on only p (b);
create index p1_b_idx on p1 (b);
alter index p_b attach partition p1_b_idx;
