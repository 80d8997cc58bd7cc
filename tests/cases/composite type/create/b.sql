create type point3 as (x int, y numeric(5, 2), "Z z" text collate "C");
comment on type point3 is 'three';
comment on column point3.x is 'the first';
alter type point3 owner to alice;
grant usage on type point3 to bob;
create type nothing as ();
create type nested as (a point3, b point3[]);
create table t (p point3, ps point3[]);
