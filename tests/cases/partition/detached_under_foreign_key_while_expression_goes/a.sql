create table root (k integer, z integer generated always as (k + 1) stored) partition by list (k);
create table p partition of root for values in (1);
create table q partition of root for values in (2);
create table r partition of root for values in (3);
alter table root add constraint root_k primary key (k);
create table points (k integer references root);
insert into p (k) values (1)
