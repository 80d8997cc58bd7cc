create table t (id int);
create view a with (security_barrier) as select id from t;
create view b as select id from t;
create view c as select id from t where id > 0 with check option;
