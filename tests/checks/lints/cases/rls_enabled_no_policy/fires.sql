-- finds: table public.t
-- finds: table public.parts
create table t (a int);
create table parts (day int) partition by list (day);
alter table t enable row level security;
alter table parts enable row level security;
