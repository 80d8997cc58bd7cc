create type b as enum ('x');
create type a as (y int);
create table t (p b, q a);
