create type e as enum ('a','b');
create table p(k e, i int generated always as identity, primary key (k, i)) partition by list (k);
create table pa partition of p for values in ('a');
insert into p(k) values ('a'),('a');
