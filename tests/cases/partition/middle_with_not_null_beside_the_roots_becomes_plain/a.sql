create table root (k integer, x integer, y integer not null default 2, z integer) partition by list (k);
create table p partition of root for values in (1);
create table q partition of root for values in (2);
create table r (k integer, x integer, y integer not null default 2, z integer) partition by range (k);
create table s partition of r for values from (minvalue) to (5);
create table t partition of r for values from (5) to (maxvalue);
alter table root attach partition r for values in (3);
insert into p (k, x, y) values (1, '1', '1');
