create role app;
create table t (a int);
grant connect on database "case" to app;
comment on database "case" is 'old';
