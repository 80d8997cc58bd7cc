create type mood as enum ('b','a');
create table p (id int, m mood not null) partition by range (id);
create table p1 partition of p for values from (0) to (10) partition by list (m);
create table p1a partition of p1 for values in ('a');
create table p1b partition of p1 for values in ('b');
insert into p values (1,'a'),(2,'b');
create table other (m mood default 'a');
insert into other values ('b');
