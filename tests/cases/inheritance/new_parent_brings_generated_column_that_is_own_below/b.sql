create table a (x integer, g integer generated always as (length(x::text)) stored);
create table c ();
create table d () inherits (c);
insert into a (x) values ('1');
