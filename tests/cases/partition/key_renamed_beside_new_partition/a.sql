create table root (k integer, x integer) partition by list (k);
create table r partition of root for values in (3) partition by range (k);
create table s partition of r for values from (minvalue) to (5);
alter table r add constraint r_u unique (k, x);
alter table root add constraint root_u unique (k, x);
