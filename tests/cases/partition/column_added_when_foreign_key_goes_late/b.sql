create table p (a int primary key, b int) partition by range (a);
create table p1 partition of p for values from (0) to (5);
create table p2 (a int not null);
create view v as select b from p;
