create table t (a int);
create sequence s;
create function f() returns int language sql as 'select 1';
