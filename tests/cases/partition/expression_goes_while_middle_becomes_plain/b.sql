create table r (k integer, x integer, y integer, z integer generated always as (k + 1) stored) partition by list (k);
create table p partition of r for values in (1);
create table q partition of r for values in (2);
create table u (k integer, x integer, y integer, z integer generated always as (k + 1) stored) partition by range (k);
create table s partition of u for values from (minvalue) to (5);
create table t partition of u for values from (5) to (maxvalue);
alter table r attach partition u for values in (3);
insert into p (k, x, y) values (1, '1', '1');
