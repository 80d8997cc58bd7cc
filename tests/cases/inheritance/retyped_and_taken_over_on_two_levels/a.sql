-- Each level has columns and a check of its own beside its parent's, and lets go of some while the type changes.
create table p (a bigint not null default 1, "B" text default 'p', constraint k check (a > 0));
create table c (a bigint default 2, "B" text default 'c', constraint k check (a > 0)) inherits (p);
create table d (a bigint default 3, "B" text default 'd', constraint k check (a > 0), x int) inherits (c);
create table e (a bigint, "B" text default 'e') inherits (d);
create index on d (a);
comment on column e.a is 'the last one''s';
create view v as select a, "B" from d;
insert into p values (1);
insert into c values (2), (3);
insert into d values (4), (5), (6);
insert into e values (7);
