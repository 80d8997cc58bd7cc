create table t (id int, x text);
alter table t owner to alice;
grant all on t to bob with grant option;
set session authorization bob;
grant select, insert on t to carol with grant option;
grant update (x) on t to carol;
reset session authorization;
set session authorization carol; grant select on t to public; reset session authorization;
