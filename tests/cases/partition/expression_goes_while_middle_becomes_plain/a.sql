create table r (k integer, x integer, y integer, z integer) partition by list (k);
create table p partition of r for values in (1);
create table q partition of r for values in (2);
create table u (k integer, x integer, y integer, z integer);
create table t (k integer, x integer, y integer, z integer);
insert into p (k, x, y) values (1, '1', '1');
