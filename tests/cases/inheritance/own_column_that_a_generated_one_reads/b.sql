create table p (a int not null, b int);
create table c (
    a int not null,
    "G" int generated always as (a * 2) stored,
    i int generated always as (a * 3) stored
) inherits (p);
create view v as select "G", i from c;
insert into c (a, b) values (1, 2);
