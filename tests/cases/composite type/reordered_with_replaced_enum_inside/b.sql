create type e as enum ('b','a');
create type c as (y bigint, x e);
create table t (c c, cs c[]);
insert into t values (row(1, 'a'), array[row(2, 'b')::c]);
