create table t (id int);
alter table t owner to alice;
grant select, insert on t to bob with grant option;
grant update on t to carol;
