create table t (a int not null, b int, constraint pk primary key (a)) partition by range (a);
create table t1 (a int not null, b int, constraint other primary key (a));
alter table t attach partition t1 for values from (0) to (10);
create table t2 partition of t for values from (10) to (20);
create index j on t (b);
alter index t2_b_idx rename to t2_c;
insert into t values (1,2),(12,3);
