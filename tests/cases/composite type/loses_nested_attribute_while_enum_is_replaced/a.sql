create type e as enum('a','b','c');
create type h as (x e);
create type k as (p h, q e);
create table t(z k);
