create table p(a int, g bigint generated always as (a + 2) stored);
create table c(x int) inherits (p);
create table cc(y int) inherits (c);
create table c2(x int, g bigint generated always as (a + 8) stored) inherits (p);
create view v as select g from c; create index i on c(g); create index i2 on c2(g);
