alter default privileges for role alice grant select on tables to bob;
create table a (x int);
create table t (x int); alter table t owner to alice;
create table u (x int); alter table u owner to alice; grant select on u to bob;
