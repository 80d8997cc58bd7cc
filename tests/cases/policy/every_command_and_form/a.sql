create table t (a int);
create policy p1 on t;
create policy p2 on t for insert with check (a > 1);
create policy p3 on t as restrictive for update using (true) with check (a > 1);
create policy p4 on t to alice, bob using (a > 1);
