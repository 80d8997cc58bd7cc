create table root (k integer, x integer, y integer, z integer) partition by list (k);
create table p partition of root for values in (1);
create table q partition of root for values in (2);
create table r partition of root for values in (3);
create table s (k integer, x integer, y integer, z integer);
create table t (k integer, x integer, y integer, z integer);
alter table r add constraint r_k primary key (k);
insert into p (k, x, y) values (1, '1', '1');
