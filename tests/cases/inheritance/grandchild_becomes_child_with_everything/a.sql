create table parent (id int, t timestamp, check (id > 0));
create table child1 (extra int) inherits (parent);
create table child2 (more int) inherits (child1);
alter table child2 alter t set default now();
insert into child2 values (2, '2020-01-01', 2, 3);
create index on child2 (t);
create view v as select id, t from child2;
comment on column child2.t is 't';
