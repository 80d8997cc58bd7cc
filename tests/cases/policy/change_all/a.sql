create table t (id int, owner name);
create policy roles on t to alice using (true);
create policy uses on t using (id > 0);
create policy checks on t for insert with check (id > 0);
create policy command on t for select using (true);
create policy permissive on t using (true);
create policy check_added on t for update using (true);
create policy check_dropped on t for update using (true) with check (id > 1);
comment on policy command on t is 'kept';
