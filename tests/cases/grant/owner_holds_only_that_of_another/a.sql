create table t(a int);
revoke all on table t from postgres;
grant select on table t to alice with grant option;
set role alice;
grant select on table t to bob with grant option;
reset role;
alter table t owner to bob;
