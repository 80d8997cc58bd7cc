create function eq(int, bigint) returns bool language sql return $1 = $2;
create function ne(int, bigint) returns bool language sql return $1 <> $2;
create function qe(bigint, int) returns bool language sql return $1 = $2;
create operator === (function = eq, leftarg = int, rightarg = bigint, commutator = ===, negator = !==);
create operator !== (function = ne, leftarg = int, rightarg = bigint, negator = ===);
create operator === (function = qe, leftarg = bigint, rightarg = int, commutator = ===);
create view v as select 1::int === 2::bigint as a;
comment on operator === (int, bigint) is 'kept';
