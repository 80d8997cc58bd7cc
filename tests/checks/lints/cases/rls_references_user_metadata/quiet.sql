create table t (a text, user_metadata jsonb);
create policy fine on t using ((select auth.jwt() -> 'app_metadata' ->> 'role') = 'admin');
create policy own_column on t for select using (user_metadata is not null);
