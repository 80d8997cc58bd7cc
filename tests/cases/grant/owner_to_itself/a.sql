create table t (id int);
alter table t owner to alice;
set session authorization alice;
grant select on t to alice with grant option;
reset session authorization;
