create schema a;
create schema b;
create table a.t (id serial primary key, x int);
create index t_x on a.t (x);
create view a.v as select * from a.t;
