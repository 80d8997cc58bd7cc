create table t (a int);
create policy one on t for select to authenticated using (true);
create policy two on t for select to anon using (true);
create policy three on t for update to anon using (true);
create policy narrow on t as restrictive for select using (a > 0);
