create function f(b int) returns text language sql as 'select null::text';
revoke all on function f(int) from public; grant execute on function f(int) to alice with grant option;
set session authorization alice; grant execute on function f(int) to bob; reset session authorization;
