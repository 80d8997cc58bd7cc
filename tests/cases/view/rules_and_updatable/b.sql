create table t (id int, v text);
create view v as select id, v from t;
create rule ins as on insert to v do instead insert into t values (new.id, upper(new.v)) returning *;
create rule upd as on update to v do instead update t set v = new.v where id = old.id;
comment on rule upd on v is 'upd';
