create table t (id int);
create view a as select id from t;
create view b with (security_invoker = on, security_barrier = on) as select id from t;
create view c as select id from t where id > 0 with local check option;
