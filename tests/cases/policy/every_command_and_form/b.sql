create table t (a int);
create policy p1 on t as restrictive;
create policy p2 on t for update using (a > 1);
create policy p3 on t as restrictive for update using (true);
create policy p4 on t to public using (a > 1) with check (a < 5);
comment on policy p4 on t is 'it''s';
