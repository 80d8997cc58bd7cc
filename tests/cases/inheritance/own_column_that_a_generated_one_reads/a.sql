-- The column becomes the child's own beside its parent's, while columns of the child alone are generated from it.
create table p (a int not null, b int);
create table c (
    "G" int generated always as (a * 2) stored,
    h int generated always as (a + b) stored
) inherits (p);
create view v as select "G", h from c;
insert into c (a, b) values (1, 2);
