create procedure f(int) language sql as 'select 1';
create function s(int, int) returns int language sql as 'select 1';
create aggregate g(int) (sfunc = s, stype = int);
create function a(int) returns int language sql as 'select 1';
