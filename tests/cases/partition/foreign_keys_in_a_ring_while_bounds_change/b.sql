create table p (a int primary key, b int) partition by range (a);
create table p1 partition of p for values from (0) to (20);
create table q (a int primary key, b int references p) partition by range (a);
create table q1 partition of q for values from (0) to (20);
alter table p add foreign key (b) references q;
