create schema s;
create sequence q;
create function f() returns int language sql as 'select 1';
create type e as enum ('a');
create domain d as int;
create view v as select 1 as x;
