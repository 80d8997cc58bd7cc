create table p (id int, d int generated always as (id * 2) stored);
create table o (id int, d int generated always as (id * 2) stored, b int);
insert into o values (1, default, 2);
