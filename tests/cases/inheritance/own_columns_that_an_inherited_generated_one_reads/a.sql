-- The generated column comes from the first table; what it reads is also a column of the heirs' own, or not.
create table p (a bigint, g bigint generated always as (a + 1) stored);
create table c (a bigint) inherits (p);
create table d (a bigint, b int) inherits (c);
create table q ("A" int default 1, "G" int generated always as ("A" * 2) stored, check ("G" > 0), check ("A" > 0));
create table r ("A" int not null default 2) inherits (q);
create table s (x int) inherits (r);
create index on d (g);
create index on s ("G");
create view v as select a, g from d;
comment on column r."G" is 'twice as much';
grant select ("G") on r to alice;
insert into c values (2), (3);
insert into d values (4), (5), (6);
insert into r values (7);
insert into s values (8);
