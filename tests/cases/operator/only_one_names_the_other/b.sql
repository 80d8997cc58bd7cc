create function eq(int, text) returns bool language sql immutable as 'select true';
create function ne(int, text) returns bool language sql immutable as 'select true';
create function teq(text, int) returns bool language sql immutable as 'select true';
create operator === (leftarg = int, rightarg = text, function = eq, negator = !==, commutator = ===);
create operator !== (leftarg = int, rightarg = text, function = ne);
create operator === (leftarg = text, rightarg = int, function = teq);
create table t (a int, b text, check (a === b));
create view v as select * from t where a !== b;
insert into t values (1, 'x');
