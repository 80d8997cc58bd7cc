create table t (id int);
alter table t owner to bob;
grant select on t to carol with grant option;
set session authorization carol; grant select on t to alice; reset session authorization;
