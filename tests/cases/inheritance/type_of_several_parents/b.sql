create type e as enum ('b', 'a');
create table "P 1" (a text, e e, b text);
create table p2 (a text, e e);
create table p3 (e e);
create table c (x int) inherits ("P 1", p2);
create table d () inherits (c, p3);
create index i on d (a);
create view v as select a, e from p2;
