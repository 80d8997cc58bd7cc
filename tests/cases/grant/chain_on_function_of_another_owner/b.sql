create function f() returns int language sql as 'select 1';
alter function f() owner to bob;
grant execute on function f() to carol with grant option;
set role carol;
grant execute on function f() to alice with grant option;
reset role;
set role alice;
grant execute on function f() to public;
reset role;
