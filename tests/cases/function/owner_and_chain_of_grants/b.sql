create function f() returns int language sql as 'select 2';
alter function f() owner to bob;
grant execute on function f() to carol;
create procedure p() language sql as 'select 2';
grant execute on procedure p() to alice;
alter procedure p() owner to carol;
comment on procedure p() is 'p';
