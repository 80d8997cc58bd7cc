create type e as enum ('a', 'b'); create table p (k e, v int) partition by list (k); create table pa partition of p for values in ('a'); create table pb partition of p default;
insert into p values ('a', 1);
