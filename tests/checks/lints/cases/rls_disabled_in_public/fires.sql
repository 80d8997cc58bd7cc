-- finds: table public.t
-- finds: table public.parts
-- finds: table public.parts_1
create table t (a int);
grant select (a) on t to anon;
create table parts (day int) partition by list (day);
create table parts_1 partition of parts for values in (1);
grant insert on parts, parts_1 to authenticated;
