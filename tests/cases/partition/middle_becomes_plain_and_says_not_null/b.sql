create table root (k integer, x integer not null) partition by list (k);
create table r partition of root for values in (3);
create table s (k integer, x integer not null);
alter table r alter x set not null;
