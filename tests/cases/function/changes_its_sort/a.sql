create function f(int) returns int language sql as 'select 1';
create procedure g(int) language sql as 'select 1';
create function s(int, int) returns int language sql as 'select 1';
create aggregate a(int) (sfunc = s, stype = int);
