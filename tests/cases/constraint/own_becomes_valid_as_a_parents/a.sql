create table p (a integer, b integer) partition by list (a);
create table l partition of p for values in (1);
alter table l add constraint k check (b > 0) not valid;
create table t (a integer);
create table c () inherits (t);
alter table c add constraint x check (a > 0) not valid;
