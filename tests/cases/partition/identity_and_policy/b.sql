create table t (id int generated always as identity, k int not null) partition by list (k);
create table t1 partition of t for values in (1);
alter table t enable row level security;
alter table t1 enable row level security;
create policy p on t using (k = 1);
create policy p on t1 for select using (true);
