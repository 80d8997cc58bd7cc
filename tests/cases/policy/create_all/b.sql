create table t (id int, owner name);
alter table t enable row level security;
create policy everything on t;
create policy sel on t for select using (true);
create policy ins on t for insert to alice, bob with check (id > 0);
create policy upd on t as restrictive for update to public using (owner = current_user) with check (owner = current_user and id > 0);
create policy del on t for delete to current_user using (id = any (array[1, 2]));
create policy "Quoted ""p""; --" on t for all to carol using (owner = 'it''s \');
comment on policy "Quoted ""p""; --" on t is 'it''s';
