create schema "a.b";
create schema "x;--y";
create schema "table";
create table "x;--y"."a.b" ("c.d" bigint);
create table "a.b".c (x int);
grant create on schema "x;--y" to bob;
