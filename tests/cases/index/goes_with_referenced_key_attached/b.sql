create table p (a int not null, b int) partition by range (a);
create table p1 partition of p for values from (0) to (10);
alter table p1 add constraint u primary key (a);
create table r (a int references p1);
create view v as select 1 as a;
