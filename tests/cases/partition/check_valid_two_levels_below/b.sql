create table p (a int) partition by range (a);
create table p1 partition of p for values from (0) to (10) partition by range (a);
create table p11 partition of p1 for values from (0) to (5);
create index on p (a);
alter table p add constraint c check (a > 0) not valid;
