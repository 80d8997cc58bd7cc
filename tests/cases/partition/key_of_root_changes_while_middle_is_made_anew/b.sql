create table parted (a int, b int) partition by list (a); create table p1 partition of parted for values in (1) partition by range (b); create table p11 partition of p1 for values from (1) to (5);
alter table parted add constraint pi primary key (a, b);
