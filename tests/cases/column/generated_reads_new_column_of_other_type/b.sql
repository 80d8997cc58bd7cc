create table t(b text, g text generated always as (b) stored);
