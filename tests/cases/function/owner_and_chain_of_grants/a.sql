create function f() returns int language sql as 'select 1';
alter function f() owner to alice;
revoke all on function f() from public;
grant execute on function f() to bob with grant option;
set session authorization bob; grant execute on function f() to carol; reset session authorization;
create procedure p() language sql as 'select 1';
revoke execute on procedure p() from public;
