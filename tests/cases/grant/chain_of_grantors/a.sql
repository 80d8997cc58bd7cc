create table t (id int);
grant select on t to alice with grant option;
set session authorization alice;
grant select on t to bob;
reset session authorization;
