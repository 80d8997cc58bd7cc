create schema s;
create table s.t (a int, b int);
create table kept (a int);
create function f() returns int language sql as 'select 1';
