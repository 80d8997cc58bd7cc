create type e as enum('a','b');
create type k as (q e);
create table t(z k);
