create function s(int, int) returns int language sql as 'select $1 + $2';
create function fin(int) returns int language sql as 'select $1';
create aggregate a(int) (sfunc = s, stype = int, finalfunc = fin, initcond = '0');
create table t (x int);
create view v as select a(x) as y from t;
comment on aggregate a(int) is 'agg';
grant execute on function a(int) to alice;
create aggregate of_state(int) (sfunc = int4pl, stype = int);
create view of_states as select of_state(x) as y from t;
