create table t (a int, b text);
create view v as select * from t;
alter view v alter a set default 3;
alter view v alter b set default 'q';
