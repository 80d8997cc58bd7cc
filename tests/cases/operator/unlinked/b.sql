create function eq(box, point) returns bool language sql immutable as 'select true';
create function qe(point, box) returns bool language sql immutable as 'select true';
create operator === (function = eq, leftarg = box, rightarg = point);
create operator === (function = qe, leftarg = point, rightarg = box);
create operator !== (function = eq, leftarg = box, rightarg = point);
create view v as select box '((1,1),(2,2))' === point '(1,1)' as x;
