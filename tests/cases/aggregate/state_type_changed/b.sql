create function plus(bigint, int) returns bigint language sql immutable as $$ select $1 + $2 $$;
create aggregate a(int) (sfunc = plus, stype = bigint, initcond = '0');
create view v as select a(x) from generate_series(1, 3) x;
