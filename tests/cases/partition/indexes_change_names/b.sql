create table p(k int) partition by range(k);
create table p1 partition of p for values from (0) to (10);
create table p2 partition of p for values from (10) to (20);
create index i on p(k);
alter index p1_k_idx rename to x;
alter index p2_k_idx rename to p1_k_idx;
alter index x rename to p2_k_idx;
