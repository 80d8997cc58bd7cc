create table root (k integer, z integer) partition by list (k);
create table p partition of root for values in (1);
create table q (k integer, z integer);
create table r partition of root for values in (3) partition by range (k);
create table s partition of r for values from (minvalue) to (5);
alter table root add constraint root_k primary key (k);
create table points (k integer references root);
insert into p (k) values (1)
