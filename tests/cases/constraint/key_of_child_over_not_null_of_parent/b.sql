create table parent (x integer not null, y integer not null);
create table child (z integer, primary key (y)) inherits (parent);
create table other (z integer) inherits (parent);
create table later (z integer) inherits (parent);
alter table later alter x set not null;
alter table later add primary key (x);
