create schema "Select";
create schema "a.b";
create schema "x;--y";
create schema "ü ""q""";
create table "x;--y"."a.b" ("c.d" int);
comment on schema "a.b" is ';';
alter schema "Select" owner to alice;
grant usage on schema "ü ""q""" to bob;
