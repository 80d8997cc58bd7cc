create table root (k integer, x integer) partition by list (k);
create table p partition of root for values in (1);
create table r partition of root for values in (3) partition by range (k);
create table s partition of r for values from (minvalue) to (5);
alter table root add constraint c check (x <> '7') not valid;
