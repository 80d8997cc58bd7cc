create table parent (id int, t timestamptz default now(), check (id > 1));
create table child1 (extra int) inherits (parent);
create table child2 (more bigint) inherits (parent);
insert into child2 values (2, '2020-01-01', 3);
create index on child2 (t);
create view v as select id, t from child2;
comment on column child2.t is 't';
