create function eq(box, box) returns bool language sql immutable as 'select true';
create operator === (function = eq, leftarg = box, rightarg = box, commutator = ===, hashes, merges, restrict = eqsel, join = eqjoinsel);
create table t (a box);
create view v as select * from t where a === a;
