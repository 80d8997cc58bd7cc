create collation c (locale = 'POSIX');
create function f(text) returns bool language sql begin atomic select $1 < 'x' collate c; end;
create materialized view m as select 'a' collate c as x;
create index on m (x);
