create type e as enum('a','b');
create table t(x e) partition by list(x);
create table t1 partition of t for values in ('a');
