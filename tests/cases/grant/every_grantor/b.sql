create table t (id int, x text);
alter table t owner to alice;
grant select on t to bob with grant option;
grant select on t to public;
set session authorization bob; grant select on t to carol; reset session authorization;
