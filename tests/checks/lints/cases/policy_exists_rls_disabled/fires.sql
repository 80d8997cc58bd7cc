-- finds: table public.t
create table t (a int);
create policy idle on t using (true);
