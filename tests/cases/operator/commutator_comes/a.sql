create function lt(int, text) returns boolean language sql immutable as 'select $1::text < $2';
create function gt(text, int) returns boolean language sql immutable as 'select $1 > $2::text';
create operator <<< (function = lt, leftarg = int, rightarg = text);
