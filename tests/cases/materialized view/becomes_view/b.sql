create table b (x int);
create view v as select x from b;
create view w as select * from v;
grant select on v to bob;
create index vi on b (x);
