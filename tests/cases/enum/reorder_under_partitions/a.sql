create type kind as enum ('a', 'b', 'c');
create table t (id int, k kind) partition by range (id);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20);
insert into t values (1, 'a'), (11, 'c');
