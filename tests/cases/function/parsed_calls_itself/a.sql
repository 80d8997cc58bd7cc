create table t (a int);
create function f(int) returns int language sql return $1;
create or replace function f(int) returns int language sql stable set work_mem = '5MB' return f($1+1);
