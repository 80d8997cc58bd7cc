create aggregate f(int) (sfunc = int4pl, stype = int, initcond = '0');
