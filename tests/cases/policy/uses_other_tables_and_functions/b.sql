create table members (user_name name, team bigint);
create function team_of(n name) returns bigint language sql stable as $$ select team from members where user_name = n $$;
create table docs (id int, team bigint);
create policy own_team on docs using (team = team_of(current_user));
create policy member on docs for insert with check (exists (select from members m where m.team = docs.team));
create policy self on members using (team in (select d.team from docs d));
