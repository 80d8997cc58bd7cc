create table root (k integer, x integer not null) partition by list (k);
create table r partition of root for values in (3) partition by range (k);
create table s partition of r for values from (minvalue) to (5);
