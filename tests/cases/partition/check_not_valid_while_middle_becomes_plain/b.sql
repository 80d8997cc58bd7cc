create table root (k integer, x integer) partition by list (k);
create table p partition of root for values in (1);
create table r partition of root for values in (3);
create table s (k integer, x integer);
alter table root add constraint c check (x <> '7') not valid;
