create table one (x int); create table two (x int);
create function c() returns setof int language sql begin atomic select x from one; end;
create view v as select * from c();
