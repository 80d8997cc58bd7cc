create table t (id int, owner text);
create policy mine on t using (owner = current_user);
