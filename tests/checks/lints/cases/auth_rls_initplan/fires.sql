-- finds: policy bare on public.t
-- finds: policy one_of_two on public.t
-- finds: policy within_a_query on public.t
-- finds: policy setting on public.t
-- finds: policy "own files" on storage.objects
create table t (owner uuid, tenant text);
create policy bare on t using (owner = auth.uid());
create policy one_of_two on t using (owner = (select auth.uid())) with check (auth.role() = 'x');
create policy within_a_query on t using (owner in (select o.owner from t as o where o.owner = auth.uid()));
create policy setting on t using (tenant = current_setting('app.tenant'));
create policy "own files" on storage.objects for select using (owner = auth.uid());
