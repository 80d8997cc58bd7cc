create table p (a int, g int generated always as (a + 1) stored check (g > 0));
create table c () inherits (p);
create table d (check (g < 1000)) inherits (c);
create index on d (g);
comment on constraint p_g_check on p is 'checked';

-- Some have an expression of their own.
create table o (a int, g int generated always as (a + 1) stored constraint positive check (g > 0));
create table o1 (g int generated always as (a + 7) stored) inherits (o);
create table o11 () inherits (o1);
create table o2 (g int generated always as (a + 1) stored, constraint positive check (g > 0)) inherits (o);
create table o3 (g int generated always as (a + 8) stored) inherits (o);
insert into o11 (a) values (1);

-- Two parents change it.
create table q1 (a int, g int generated always as (a + 1) stored check (g > 0));
create table q2 (a int, g int generated always as (a + 1) stored check (g > -1));
create table q () inherits (q1, q2);
create table qq () inherits (q);
