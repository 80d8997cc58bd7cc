create function s(int, bigint) returns int language sql as 'select $1';
create function s(int, int) returns int language sql as 'select $1 + $2';
create aggregate a(bigint) (sfunc = s, stype = int);
create aggregate b(x int) (sfunc = s, stype = int, parallel = restricted, combinefunc = s, sspace = 100);
