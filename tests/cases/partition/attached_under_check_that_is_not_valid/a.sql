create table p (a int) partition by range (a);
create table p2 (a int);
create table q (a int) partition by range (a);
create table q2 partition of q for values from (10) to (20);
alter table q add constraint c check (a > 0) not valid;
alter table q2 validate constraint c;
create table r (a int) partition by range (a);
create table r1 partition of r for values from (0) to (10);
create table r2 (a int);
