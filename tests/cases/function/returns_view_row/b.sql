create table t (id bigint, x text);
create view v as select * from t;
create function f() returns setof v language sql as 'select * from v';
create view w as select * from f();
