create table p (a int primary key) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create table p2 partition of p for values from (10) to (20);
create table f (a int references p);
create view v as select a as b from f;
insert into p values (1), (11);
insert into f values (1);
