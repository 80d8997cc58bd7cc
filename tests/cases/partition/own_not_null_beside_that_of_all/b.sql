create table root (k integer, x integer not null) partition by list (k);
create table r (k integer, x integer not null);
alter table r alter x set not null;
alter table root attach partition r for values in (3);
