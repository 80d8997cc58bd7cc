create table a (x integer, g integer generated always as (length(x::text)) stored);
create table c () inherits (a);
create table d (g integer) inherits (c);
insert into a (x) values ('1');
