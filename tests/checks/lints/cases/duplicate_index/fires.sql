-- finds: index public.second
-- finds: index public.parts_again
-- finds: index public.seen_again
create table t (a int, b int, constraint kept unique (b));
create index first on t (a);
create index second on t (a);
create table parts (day int) partition by list (day);
create table parts_1 partition of parts for values in (1);
create index parts_day on parts (day);
create index parts_again on parts (day);
create materialized view seen as select 1 as one;
create index seen_one on seen (one);
create index seen_again on seen (one);
