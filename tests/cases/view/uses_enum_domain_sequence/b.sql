create type mood as enum ('b', 'a');
create sequence s;
create domain d as bigint;
create view v as select 'a'::mood as m, nextval('s') as n, 1::d as d;
