create table base (id bigint, v text);
create table child (c int) inherits (base);
create table grandchild () inherits (child);
create index on grandchild (v);
create view shown as select id, v from grandchild;
create view all_base as select * from base;
