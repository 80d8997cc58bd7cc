create table p (a int, g int generated always as (a * 2) stored);
create table own (g int generated always as (a * 10) stored) inherits (p);
create table follows () inherits (p);
insert into own values (1);
create table "P" (a int, k int, g int generated always as (a * 2) stored) partition by list (k);
create table p1 partition of "P" (g generated always as (a * 10) stored) for values in (1);
create table p2 partition of "P" for values in (2);
insert into "P" (a, k) values (1, 1), (2, 2);
