create table t (id int, x text);
grant select on t to bob with grant option;
grant select (id) on t to carol;
set session authorization bob; grant select (x) on t to carol; reset session authorization;
