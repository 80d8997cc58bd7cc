create table p (a int) partition by range (a);
create function p1(p) returns int language sql immutable return 1;
create table t (a p, b int generated always as (p1(a)) stored);
