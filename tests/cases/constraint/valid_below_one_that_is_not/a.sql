create table t (a int, k int) partition by list (k);
alter table t add constraint x check (a > 0) not valid;
create table c partition of t for values in (1);
create table p (a int);
alter table p add constraint x check (a > 0) not valid;
create table h () inherits (p);
