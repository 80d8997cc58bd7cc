create function f() returns int language sql as 'select 1';
create procedure p() language sql as 'select 1';
create aggregate a(int) (sfunc = int4pl, stype = int);
revoke all on function f() from public;
grant execute on procedure p() to alice;
grant execute on function a(int) to alice with grant option;
comment on function f() is 'f';
alter procedure p() owner to bob;
