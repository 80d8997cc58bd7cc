create function f() returns int language sql as 'select 1';
grant execute on function f() to alice with grant option;
set role alice;
grant execute on function f() to bob with grant option;
reset role;
set role bob;
grant execute on function f() to carol;
reset role;
alter function f() owner to carol;
