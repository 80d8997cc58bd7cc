-- Each of the parents has a column, and one a check, that the child has of its own; so has a child's child.
create table named (name varchar(30) not null, constraint name_there check (name <> ''));
create table changed ("by" text default current_user, at timestamp);
create table t (
    name varchar(30) not null, "by" text default current_user, at timestamp, r int,
    constraint name_there check (name <> '')
);
create table below (z int) inherits (t);
insert into t values ('n', 'me', '2020-01-01', 1);
insert into below values ('b', 'you', '2020-01-02', 2, 3);
