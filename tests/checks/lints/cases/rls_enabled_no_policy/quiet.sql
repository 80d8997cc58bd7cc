create table t (a int);
alter table t enable row level security;
create policy all_of_it on t using (true);
