create table t (owner uuid, tenant text);
create policy wrapped on t using (owner = (select auth.uid()));
create policy deep on t using (tenant = (select auth.jwt() -> 'app_metadata' ->> 'tenant'));
create policy deeper on t using (
    tenant = (select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'tenant')
);
create policy within_a_query on t using (owner in (select o.owner from t as o where o.owner = (select auth.uid())));
create policy none on t using (owner is null);
