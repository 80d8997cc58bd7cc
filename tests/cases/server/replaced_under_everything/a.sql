create foreign data wrapper w;
create server s type 'a' foreign data wrapper w;
comment on server s is 'stays';
create user mapping for alice server s options (password 'secret1');
create foreign table t (a int default 1, b text) server s;
comment on column t.a is 'stays';
grant select on t to bob;
create view v as select a from t;
