create type a as enum ('x');
create type b as (y int);
create table t (p a, q b);
