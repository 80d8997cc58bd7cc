create table b (x int);
create table v (x int primary key);
create view w as select x from v;
create function f() returns setof v language sql as 'select * from v';
grant select on v to alice;
