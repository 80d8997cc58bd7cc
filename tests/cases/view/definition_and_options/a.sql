create table t (id int);
create view a with (security_barrier) as select id from t;
