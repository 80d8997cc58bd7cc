create function f(a int) returns int language sql as 'select 1';
revoke all on function f(int) from public; grant execute on function f(int) to alice with grant option;
set session authorization alice; grant execute on function f(int) to bob; reset session authorization;
