create schema "s ""x"; grant usage on schema "s ""x" to alice;
create table "s ""x".t (a int, b bigint); create sequence "s ""x".q; create function "s ""x".f() returns int language sql as 'select 1';
grant usage on sequence "s ""x".q to alice with grant option; grant execute on function "s ""x".f() to alice with grant option;
set session authorization alice;
grant usage on sequence "s ""x".q to carol; grant execute on function "s ""x".f() to bob;
reset session authorization; revoke usage on schema "s ""x" from alice; grant usage on schema "s ""x" to carol;
create schema open; create table open.t (a int);
