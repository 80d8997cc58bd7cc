create table logs (id int primary key);
create table parts (day int primary key) partition by list (day);
create table parts_1 partition of parts for values in (1);
create view shown as select 1 as one;
create extension vector schema public;
