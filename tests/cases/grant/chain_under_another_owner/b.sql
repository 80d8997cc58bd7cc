create table t(a int);
alter table t owner to alice;
grant select on t to bob with grant option;
set role bob;
grant select on t to carol;
reset role;
