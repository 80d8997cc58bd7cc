create function s(int, int) returns int language sql strict as 'select $1 - $2';
create function fin(int) returns text language sql as 'select $1::text';
create aggregate a(int) (sfunc = s, stype = int, finalfunc = fin, initcond = '5');
create table t (x int);
create view v as select a(x) as y from t;
comment on aggregate a(int) is 'agg';
grant execute on function a(int) to alice;
