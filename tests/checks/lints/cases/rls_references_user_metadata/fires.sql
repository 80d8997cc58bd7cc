-- finds: policy gullible on public.t
create table t (a text);
create policy gullible on t using ((select auth.jwt() -> 'user_metadata' ->> 'role') = 'admin');
