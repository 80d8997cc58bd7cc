create table t (a int, b int);
create function f() returns setof t language sql begin atomic select * from t; end;
create view v as select * from f();
create function g() returns setof v language sql begin atomic select * from v; end;
create view w as select * from g();
