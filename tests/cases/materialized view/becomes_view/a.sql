create table b (x int);
create materialized view v as select x from b;
create index vi on v (x);
create view w as select * from v;
grant select on v to bob;
