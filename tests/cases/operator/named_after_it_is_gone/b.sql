create function eq(int, bigint) returns bool language sql return $1 = $2;
create operator === (function = eq, leftarg = int, rightarg = bigint, commutator = ===, negator = !==);
create view v as select 1::int === 2::bigint as a;
comment on operator === (int, bigint) is 'kept';
