create table t (a int, b int);
create view v as select a, b from t;
create rule ri as on insert to v do instead insert into t values (new.a, new.b);
create rule rd as on delete to v do instead nothing;
comment on rule rd on v is 'rd';
