create table keys (x integer primary key);
create table p (k integer, x integer, z integer generated always as (k + 1) stored) partition by list (k);
create table p1 partition of p for values in (3) partition by range (k);
create table p11 partition of p1 for values from (minvalue) to (5);
alter table p add constraint f foreign key (x) references keys;
