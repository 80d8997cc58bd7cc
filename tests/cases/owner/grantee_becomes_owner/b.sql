create table t (id int);
alter table t owner to bob;
grant update on t to carol;
grant delete on t to alice;
