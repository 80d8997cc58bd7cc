create table b (x int);
create view v as select x from b;
create view w as select x from v;
create function f() returns setof v language sql as 'select * from v';
grant select on v to alice;
