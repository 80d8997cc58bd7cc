create type mood as enum ('a', 'b');
create sequence s;
create domain d as int;
create view v as select 'a'::mood as m, nextval('s') as n, 1::d as d;
