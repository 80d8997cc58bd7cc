create aggregate a(float8) (sfunc = float8_accum, stype = float8[], finalfunc = float8_stddev_pop, initcond = '{0,0,0}');
create aggregate mx(int) (sfunc = int4larger, stype = int);
