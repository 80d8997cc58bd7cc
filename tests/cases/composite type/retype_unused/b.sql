create type pair as (a bigint, b varchar(10));
