create table parent (x integer not null, y integer);
create table child (z integer) inherits (parent);
create table other (z integer) inherits (parent);
