create table r (k int, x int, y int, constraint c check (y is not null)) partition by list (k);
create table q partition of r for values in (3) partition by range (k);
create table t partition of q for values from (5) to (maxvalue);
