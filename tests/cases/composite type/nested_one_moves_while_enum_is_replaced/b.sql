create schema s;
create type e as enum('b','a');
create type s.h as (x e);
create type k as (p s.h, q e);
create table t(z k);
