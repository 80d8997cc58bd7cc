create table p (a int, g int generated always as (a + 1) stored); create table c (b int) inherits (p);
create table q (k int, a int) partition by list (k);
create table q1 partition of q for values in (1);
