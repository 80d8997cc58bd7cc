create table root (k integer, x integer) partition by list (k);
create table r partition of root for values in (3) partition by range (k);
create table s partition of r for values from (minvalue) to (5);
create table t (k integer, x integer);
alter table r attach partition t for values from (5) to (maxvalue);
alter table root add constraint root_u unique (k, x);
