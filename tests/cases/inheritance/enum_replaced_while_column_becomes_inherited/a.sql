create type e as enum ('a','b');
create table p (e e); create table q (e e);
