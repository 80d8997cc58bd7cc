-- The partitioned table is made anew; its partitions, and their rows, stay.
create table p (id bigint primary key) partition by hash (id);
create table p0 partition of p for values with (modulus 1, remainder 0);
create table q (id int, pid bigint references p on delete set null) partition by range (id);
create table q0 partition of q for values from (0) to (10);
