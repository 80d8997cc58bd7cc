create schema "a.b";
create type "a.b"."T ""t" as enum ('y');
create domain "a.b"."int" as int;
create function f("a.b"."T ""t", "a.b"."int", "a.b"."T ""t"[]) returns int language sql as 'select 1';
comment on function f is 'qq';
