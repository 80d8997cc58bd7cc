create type pair as (a int, b int);
create function cmp(pair, pair) returns int language sql immutable as 'select btrecordcmp($1, $2)';
create function eq(pair, pair) returns boolean language sql immutable as 'select record_eq($1, $2)';
create function h(pair) returns int language sql immutable as 'select 1';
create operator === (function = eq, leftarg = pair, rightarg = pair);
create operator class one for type pair using hash as operator 1 ===, function 1 h(pair);
create operator class two default for type pair using hash as operator 1 ===, function 1 h(pair);
create table t (p pair);
create index i on t using hash (p one);
