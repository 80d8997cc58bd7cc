create aggregate a(float8) (sfunc = float8_accum, stype = float8[], finalfunc = float8_avg,
    combinefunc = float8_combine, initcond = '{0,0,0}', parallel = safe);
create aggregate mx(int) (sfunc = int4larger, stype = int, sortop = >);
