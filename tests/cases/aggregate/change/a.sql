create aggregate a(int) (sfunc = int4pl, stype = int, initcond = '0');
create view v as select a(x) from generate_series(1, 3) x;
