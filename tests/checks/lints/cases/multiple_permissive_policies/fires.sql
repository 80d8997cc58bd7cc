-- finds: table public.t
-- finds: table storage.objects
create table t (a int);
create policy for_all on t to authenticated using (true);
create policy to_read on t for select using (a > 0);
create policy one on storage.objects for select to anon using (false);
create policy two on storage.objects for select to anon using (false);
