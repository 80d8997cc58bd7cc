create table t (id int);
create view b as select id from t;
create view a as select id from b;
