create function lt(int, text) returns boolean language sql immutable as 'select $1::text < $2';
create function ge(int, text) returns boolean language sql immutable as 'select $1::text >= $2';
create operator <<< (function = lt, leftarg = int, rightarg = text, negator = >==);
create operator >== (function = ge, leftarg = int, rightarg = text, negator = <<<);
create operator ==> (function = ge, leftarg = int, rightarg = text);
create operator <== (function = lt, leftarg = int, rightarg = text);
