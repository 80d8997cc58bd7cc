create table keys (x integer primary key);
create table p (k integer, x integer, z integer) partition by list (k);
create table p1 partition of p for values in (3);
create table p11 (k integer, x integer, z integer);
alter table p add constraint f foreign key (x) references keys on delete cascade;
