create function f(int, int) returns int language sql immutable strict as 'select $1 + $2';
create function r(int, int) returns int language sql immutable strict as 'select $1 - $2';
create aggregate a(int) (sfunc = f, stype = int, msfunc = f, minvfunc = r, mstype = int);
