create table t(a int);
grant select on table t to alice with grant option;
set role alice;
grant select on table t to bob with grant option;
reset role;
alter table t owner to bob;
