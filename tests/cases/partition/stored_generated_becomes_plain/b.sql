create table p(k int, g int) partition by range(k);
create table p1 partition of p for values from (0) to (10) partition by range(k);
create table p2 partition of p1 for values from (0) to (10);
create view v as select g from p1;
create index on p(g);
