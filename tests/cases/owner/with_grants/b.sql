create table t (id int);
grant select on t to bob;
grant all on t to carol with grant option;
alter table t owner to alice;
revoke truncate on t from alice;
