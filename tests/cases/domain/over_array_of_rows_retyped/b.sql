create type c as (z int, a bigint, b text);
create domain cs as c[] check (cardinality(value) < 5);
create table t (x cs, y cs[]);
