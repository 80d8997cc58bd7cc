create table t (id int, owner name);
create policy roles on t to bob, carol using (true);
create policy uses on t using (id > 1);
create policy checks on t for insert with check (id > 1);
create policy command on t for update using (true);
create policy permissive on t as restrictive using (true);
create policy check_added on t for update using (true) with check (id > 1);
create policy check_dropped on t for update using (true);
comment on policy command on t is 'kept';
