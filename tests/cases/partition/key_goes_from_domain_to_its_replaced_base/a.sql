create type e as enum('a','b','c');
create domain d as e;
create table t(x d) partition by list(x);
create table t1 partition of t for values in ('a');
insert into t values('a');
