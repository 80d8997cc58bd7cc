create table t (id int, v text);
create view w as select v, id from t;
create rule r as on insert to w do instead insert into t values (new.id, new.v);
comment on rule r on w is 'kept';
