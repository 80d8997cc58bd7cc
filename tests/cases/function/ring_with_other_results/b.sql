create table t (a int);
create function f(int) returns bigint language sql return $1;
create function g(int) returns bigint language sql return f($1);
create or replace function f(int) returns bigint language sql return case when $1 > 3 then 1 else g($1 + 1) end;
