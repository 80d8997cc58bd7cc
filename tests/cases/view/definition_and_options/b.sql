create table t (id int);
create view a with (security_invoker = on) as select id from t where id > 1;
