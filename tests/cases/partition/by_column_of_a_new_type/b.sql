create type c as (a bigint, b text);
create table t (x c, y int) partition by hash (x);
create table t0 partition of t for values with (modulus 1, remainder 0);
