create table t (a int);
create view v with (security_invoker = true, check_option = cascaded) as select * from t where a > 0;
create view w as select * from v with cascaded check option;
