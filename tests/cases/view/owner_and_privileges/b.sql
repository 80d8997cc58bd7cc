create table t (a int);
create view v as select * from t;
alter view v owner to alice;
grant insert (a), select on v to carol with grant option;
comment on view v is 'v';
