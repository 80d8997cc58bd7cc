create function s(int, int) returns int language sql as 'select $1 + $2';
create aggregate a(int) (sfunc = s, stype = int);
create aggregate b(int) (sfunc = s, stype = int, parallel = safe, combinefunc = s);
