create table t(a int);
grant select on t to bob with grant option;
set role bob;
grant select on t to carol;
reset role;
