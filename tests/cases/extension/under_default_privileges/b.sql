create schema "X";
create extension unaccent schema "X";
create extension seg schema "X";
alter default privileges revoke execute on functions from public;
alter default privileges grant execute on functions to alice with grant option;
alter default privileges in schema "X" grant usage on types to bob;
