create function eq(int, text) returns boolean language sql immutable as 'select $1::text = $2';
create operator == (function = eq, leftarg = int, rightarg = text, restrict = eqsel);
comment on operator == (int, text) is 'old';
create view v as select 1 == '1' as a;
