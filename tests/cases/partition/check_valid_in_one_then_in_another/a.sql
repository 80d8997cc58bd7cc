create table p (a int) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create table p2 partition of p for values from (10) to (20);
alter table p add constraint c check (a > 0) not valid;
alter table p2 validate constraint c;
