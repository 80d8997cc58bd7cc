create table p (a int, g int generated always as (a * 3) stored);
create table own (g int generated always as (a * 10) stored) inherits (p);
create table follows () inherits (p);
create table "P" (a int, k int, g int generated always as (a * 3) stored) partition by list (k);
create table p1 partition of "P" (g generated always as (a * 10) stored) for values in (1);
create table p2 partition of "P" for values in (2);
