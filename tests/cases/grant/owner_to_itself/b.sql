create table t (id int); alter table t owner to alice; revoke insert on t from alice;
