create table t (a text, b bigint);
grant select (a), update (b) on t to alice;
comment on column t.a is 'a';
create view v as select a from t;
grant select (a) on v to bob;
