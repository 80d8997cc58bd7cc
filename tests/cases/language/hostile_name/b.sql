create schema "S;--";
create function "S;--"."H ""x"() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create trusted language "L ""x;--" handler "S;--"."H ""x";
comment on language "L ""x;--" is 'x';
grant usage on language "L ""x;--" to alice with grant option;
