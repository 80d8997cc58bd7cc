create table t (id int primary key);
create view gone as select id from t;
create publication p for table t;
