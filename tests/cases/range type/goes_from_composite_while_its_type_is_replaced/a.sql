create type e as enum('a','b','c');
create type g as range (subtype=e);
create type k as (p g, q e);
create table t(z k);
