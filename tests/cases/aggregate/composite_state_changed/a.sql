create type st as (n int, s numeric);
create function step(st, numeric) returns st language sql as 'select $1';
create function fin(st) returns numeric language sql as 'select ($1).s';
create aggregate av(numeric) (sfunc = step, stype = st, finalfunc = fin);
create table t (x numeric);
create view v as select av(x) from t;
