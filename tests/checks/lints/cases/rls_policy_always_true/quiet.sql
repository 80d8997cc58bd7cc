create table t (a int);
create policy reading on t for select using (true);
create policy writing on t for insert to authenticated with check (a > 0);
create policy updating on t for update to authenticated using (true) with check (a > 0);
create policy serving on t to service_role using (true);
create policy narrow on t as restrictive using (true);
