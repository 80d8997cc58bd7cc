create table p (a integer, b integer) partition by list (a);
create table l partition of p for values in (1);
alter table p add constraint k check (b > 0);
create table t (a integer);
create table c () inherits (t);
alter table t add constraint x check (a > 0);
