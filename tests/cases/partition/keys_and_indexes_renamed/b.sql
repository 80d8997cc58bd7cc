create table t (a int not null, b int, constraint pk primary key (a), constraint uu unique (a, b)) partition by range (a);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20) partition by range (a);
create table t21 partition of t2 default;
create index j on t (b);
create table r (a int references t);
insert into t values (1,2),(12,3);
insert into r values (1);
