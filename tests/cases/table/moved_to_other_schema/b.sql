create schema a;
create schema b;
create table b.t (id serial primary key, x int);
create index t_x on b.t (x);
create view a.v as select * from b.t;
