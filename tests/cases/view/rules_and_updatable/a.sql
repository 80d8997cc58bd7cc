create table t (id int, v text);
create view v as select id, v from t;
create rule ins as on insert to v do instead insert into t values (new.id, new.v) returning *;
create rule del as on delete to v do instead delete from t where id = old.id;
