create table b (x int);
create materialized view a as select x from b;
create view c as select x from b;
