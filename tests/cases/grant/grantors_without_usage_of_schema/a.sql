create schema "s ""x"; grant usage on schema "s ""x" to alice, bob;
create table "s ""x".t (a int, b int); create sequence "s ""x".q; create function "s ""x".f() returns int language sql as 'select 1';
grant select, update (b) on "s ""x".t to alice with grant option; grant usage on sequence "s ""x".q to alice with grant option;
set session authorization alice;
grant select on "s ""x".t to bob; grant update (b) on "s ""x".t to carol; grant usage on sequence "s ""x".q to carol;
reset session authorization;
create schema open; grant usage on schema open to public; create table open.t (a int);
grant select on open.t to alice with grant option; set session authorization alice; grant select on open.t to bob;
reset session authorization; revoke usage on schema open from public;
