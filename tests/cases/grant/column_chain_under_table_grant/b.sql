create table t (id bigint, x int, y int);
grant select (id, x) on t to alice with grant option;
set session authorization alice;
grant select (id) on t to bob with grant option;
grant select (x) on t to bob;
set session authorization bob;
grant select (id) on t to carol;
reset session authorization;
