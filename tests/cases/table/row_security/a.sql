create table t (id int, owner text);
create policy mine on t using (owner = current_user);
alter table t enable row level security;
alter table t force row level security;
