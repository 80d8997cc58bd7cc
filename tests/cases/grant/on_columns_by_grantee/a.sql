create table t (id int, x text);
alter table t owner to alice;
grant select (id), update (x) on t to bob with grant option;
set session authorization bob;
grant select (id) on t to carol;
grant update (x) on t to carol;
reset session authorization;
