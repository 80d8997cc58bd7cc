-- finds: policy "write all" on public.t
-- finds: policy insert on public.t
-- finds: policy update on public.t
create table t (a int);
create policy "write all" on t using (true);
create policy insert on t for insert to authenticated with check (true);
create policy update on t for update to anon using (true) with check (true);
