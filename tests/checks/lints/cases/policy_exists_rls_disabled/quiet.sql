create table t (a int);
create policy idle on t using (true);
alter table t enable row level security;
