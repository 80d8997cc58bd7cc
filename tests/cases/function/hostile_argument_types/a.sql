create schema "a.b";
create type "a.b"."T ""t" as enum ('x');
create domain "a.b"."int" as int;
create function f("a.b"."T ""t", "a.b"."int", "a.b"."T ""t"[]) returns "a.b"."int" language sql as 'select 1::"a.b"."int"';
comment on function f is 'q';
