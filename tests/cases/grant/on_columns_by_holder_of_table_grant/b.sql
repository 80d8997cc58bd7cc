create table t (id int, x text);
alter table t owner to alice;
grant select on t to bob with grant option;
set session authorization bob; grant select (x) on t to carol; reset session authorization;
