create table p (a int, g int generated always as (a + 1) stored, h int generated always as (a) stored); create table c (b int) inherits (p); create table d () inherits (p);
create table q (k int, a int, g int generated always as (a) stored) partition by list (k);
create table q1 partition of q for values in (1);
create table q2 partition of q for values in (2);
