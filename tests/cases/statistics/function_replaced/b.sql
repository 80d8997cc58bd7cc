create function f(int) returns bigint language sql immutable as 'select 1::bigint';
create table t (a int, b int);
create statistics s on (f(a)), b from t;
