create table p (id int, d int generated always as (id * 2) stored);
create table o (b int) inherits (p);
insert into o values (1, default, 2);
