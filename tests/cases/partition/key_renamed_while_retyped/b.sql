create table t (a int not null, b bigint, constraint pk primary key (a)) partition by range (a);
create table t1 partition of t for values from (0) to (10);
create index j on t (b);
