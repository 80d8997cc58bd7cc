create table t(a int);
grant select (a) on t to alice with grant option;
set role alice;
grant select (a) on t to bob with grant option;
reset role;
set role bob;
grant select(a) on t to carol;
reset role;
