create table base (id int, v varchar(10));
create table child (c int) inherits (base);
create table grandchild () inherits (child);
create index on grandchild (v);
create view shown as select id, v from grandchild;
create view all_base as select * from base;
insert into grandchild values (1, 'x', 2);
