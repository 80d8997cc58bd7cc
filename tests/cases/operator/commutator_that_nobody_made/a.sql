create function eq(box, point) returns bool language sql immutable as 'select true';
create operator === (function = eq, leftarg = box, rightarg = point, commutator = =@=, negator = !==);
