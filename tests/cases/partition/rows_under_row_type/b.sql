create table m (id int, k int not null) partition by range (k);
create table m1 partition of m for values from (0) to (10);
create view v as select * from m;
create function f(m) returns int language sql as 'select 1';
create table u (x int, r m);
insert into m values (1, 2);
insert into u values (1, row(3, 4));
