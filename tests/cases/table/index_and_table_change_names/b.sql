create table b (x int);
create index a on b (x);
