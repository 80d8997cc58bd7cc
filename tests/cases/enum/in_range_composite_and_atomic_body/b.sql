create type e as enum ('a', 'b');
create type c as (x e, y e[]);
create type r as range (subtype = e);
create table t (c c, r r, cs c[]);
create function f(c) returns e language sql begin atomic select ($1).x; end;
create procedure p(inout x e) language sql begin atomic select 'a'::e; end;
create view v as select (c).x as x, f(c) as y, lower(r) as l from t;
