create table p (a int, constraint c1 check (a > 0));
create table t () inherits (p);
alter table p add constraint c2 check (a < 10) not valid;
insert into t values (5);
