create table t (a bigint, b int, c int);
create view v as select a, c, b from t;
create rule ri as on insert to v do instead insert into t values (new.a, new.b, new.c) returning t.a, t.c, t.b;
create rule rd as on delete to v do instead delete from t where a = old.a;
comment on rule rd on v is 'rd';
