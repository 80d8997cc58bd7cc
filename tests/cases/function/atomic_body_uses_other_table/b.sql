create table two (x int, y text); create table three (x int);
create function c() returns setof int language sql begin atomic select x from three; end;
create view v as select * from c() union all select x from two;
