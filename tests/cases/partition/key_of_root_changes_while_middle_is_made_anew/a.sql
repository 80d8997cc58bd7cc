create table parted (a int, b int) partition by list (a); create table p1 partition of parted for values in (1) partition by list (b); create table p11 partition of p1 for values in (1);
alter table parted add constraint pi primary key (b, a);
