create table t (id bigint);
create function f() returns setof t language sql begin atomic select * from t; end;
create view v as select * from f();
create function g() returns bigint language sql begin atomic select count(*) from v; end;
create view w as select g() as n;
