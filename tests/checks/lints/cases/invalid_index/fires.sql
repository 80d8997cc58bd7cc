-- finds: index public.broken
-- finds: index public.parts_day
create table t (a int);
create index broken on t (a);
create table parts (day int) partition by list (day);
create table parts_1 partition of parts for values in (1);
create index parts_day on only parts (day);
reset role;
update pg_index set indisvalid = false where indexrelid = 'public.broken'::regclass;
