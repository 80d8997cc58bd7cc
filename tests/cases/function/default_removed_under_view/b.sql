create function f(a int, b text, c int default 3) returns int language sql as 'select 1';
create view v as select f(1, 'x', 3) as x;
