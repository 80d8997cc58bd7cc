create table r (k int, x int, y int) partition by list (k);
create table q partition of r for values in (3) partition by range (k);
create table t partition of q default;
alter table r add constraint c check (x <> 7) not valid;
