create table t (id int primary key, owner_id int);
create table u (id int primary key);
alter table t enable row level security;
create policy mine on t for all to alice using (owner_id = 1) with check (owner_id > 0);
create policy theirs on u using (exists (select from t where t.owner_id = u.id));
comment on policy mine on t is 'mine';
