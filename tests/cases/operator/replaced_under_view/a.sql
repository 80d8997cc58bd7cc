create function eq(int, text) returns boolean language sql immutable as 'select $1::text = $2';
create function other(int, text) returns boolean language sql immutable as 'select $1::text <= $2';
create operator == (function = eq, leftarg = int, rightarg = text);
comment on operator == (int, text) is 'stays';
alter operator == (int, text) owner to alice;
create view v as select 1 == '1' as a;
