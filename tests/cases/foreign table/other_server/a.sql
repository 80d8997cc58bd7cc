create foreign data wrapper w;
create server s foreign data wrapper w;
create server r foreign data wrapper w;
create foreign table t (id int) server s;
create view v as select id from t;
comment on view v is 'stays';
