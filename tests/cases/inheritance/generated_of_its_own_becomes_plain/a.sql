create table e (id int, w int generated always as (id + 1) stored);
create table q (w int generated always as (id + 2) stored) inherits (e);
insert into q values (1);
