create table b (x int);
create materialized view v as select x from b;
create unique index vi on v (x);
