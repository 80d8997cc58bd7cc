create type e as enum ('a', 'b');
create table p (k e default 'a', ks e[]);
create table c (k e default 'b') inherits (p);
create table d (x int) inherits (c);
create view v as select k from only p union all select k from d;
insert into p values ('a', '{a}'); insert into c values ('b'); insert into d values ('a', '{b}', 1);
