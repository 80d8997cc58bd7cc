create table p(a int, g text generated always as (a) stored);
