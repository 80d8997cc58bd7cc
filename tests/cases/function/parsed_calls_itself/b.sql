create table t (a int);
create function f(int) returns bigint language sql return $1;
create or replace function f(int) returns bigint language sql return f($1+1);
