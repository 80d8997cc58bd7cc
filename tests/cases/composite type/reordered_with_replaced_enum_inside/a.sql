create type e as enum ('a','b','c');
create type c as (x e, y int);
create table t (c c, cs c[]);
insert into t values (row('a', 1), array[row('b', 2)::c]);
