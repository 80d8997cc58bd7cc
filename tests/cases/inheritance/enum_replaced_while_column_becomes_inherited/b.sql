create type e as enum ('b','a','x');
create table q (e e); create table p () inherits (q);
