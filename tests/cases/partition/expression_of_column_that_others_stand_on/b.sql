create table r (k int primary key);
create table p (a int, g int generated always as (a + 2) stored check (g > 0) references r, unique (a, g))
    partition by range (a);
create table p1 partition of p for values from (0) to (10) partition by range (a);
create table p11 partition of p1 for values from (0) to (5);
create table p2 partition of p for values from (10) to (20);
create index on p (g);
create index of_its_own on p2 (g);

-- One has an expression of its own, one gets one, one gives it up, and one goes on by itself.
create table o (a int, g int generated always as (a + 2) stored check (g > 0)) partition by range (a);
create table o1 partition of o (g generated always as (a + 7) stored) for values from (0) to (10);
create table o2 partition of o (g generated always as (a + 9) stored) for values from (10) to (20);
create table o3 partition of o for values from (20) to (30);
create table o4 (a int, g int generated always as (a + 2) stored);
create index on o4 (g);
create index on o (g);

create table alone (a int, g int generated always as (a + 1) stored) partition by range (a);
create table alone1 partition of alone (g generated always as (a + 7) stored) for values from (0) to (10);
create index on alone (g);

create table typed (a int, g bigint generated always as (a + 2) stored) partition by range (a);
create table typed1 partition of typed for values from (0) to (10);
create index on typed (g);
