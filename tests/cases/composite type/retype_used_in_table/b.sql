create type pair as (a bigint, b text);
create table t (id int primary key, p pair);
