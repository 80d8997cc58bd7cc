create table p(a int, g bigint generated always as (a + 1) stored) partition by list (a);
create table p1 partition of p for values in (1);
