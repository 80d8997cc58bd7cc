create function c(bigint) returns bigint language sql as 'select $1 + 1';
create aggregate cnt(*) (sfunc = c, stype = bigint, initcond = 0);
create function vs(int, variadic int[]) returns int language sql as 'select 1';
create aggregate va(variadic int[]) (sfunc = vs, stype = int);
comment on aggregate cnt(*) is 'x';
