create type e as enum ('b', 'a', 'z');
create table p (k e default 'z', ks e[]);
create table c () inherits (p);
create table d (k e default 'a', x int) inherits (c);
create view v as select k from only p union all select k from d;
insert into p values ('a', '{a}'); insert into c values ('b'); insert into d values ('a', '{b}', 1);
