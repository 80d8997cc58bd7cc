create table t (id int, x text);
create view v as select * from t;
create function f() returns setof v language sql as 'select * from v';
create view w as select * from f();
