create table t (a int);
create view v with (security_barrier) as select * from t where a > 0;
create view w as select * from v with local check option;
