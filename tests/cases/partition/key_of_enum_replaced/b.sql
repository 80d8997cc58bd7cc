create type e as enum ('a', 'x', 'b'); create table p (k e, v int) partition by list (k); create table pa partition of p for values in ('a', 'x'); create table pb partition of p default;
