create table t (id int, constraint c check (id > 0)) partition by list (id);
create table t2 partition of t (constraint c check (id > 0)) for values in (1);
create table t3 partition of t (constraint c check (id > 0)) for values in (2) partition by list (id);
create table t31 partition of t3 for values in (2);
create table t4 partition of t for values in (3);
insert into t values (1), (2), (3);
